import type { DoctorResult } from "../../ops/doctor/doctor_result.ts";
import type { Finding } from "../../ops/doctor/finding.ts";
import { type Fact, facts } from "../facts.ts";
import type { Screen } from "../screen.ts";
import { counted } from "../words.ts";

/**
 * What the doctor has found, a line each, and what to do about what is not well.
 *
 * @param command gives the arguments of a command on the same folder: "prune" gives "prune --data-dir x"
 *
 * @example
 * ```ts
 * process.stdout.write(doctorText(await doctor({ findings: [], place }), (verb) => verb, screen));
 * ```
 */
export function doctorText(
  { verdict, findings }: DoctorResult,
  command: (words: string) => string,
  screen: Screen,
): string {
  const { good, warn, bad } = screen.style;
  const paint = { ok: good, warning: warn, failure: bad };
  const words = (text: string) =>
    text.replace(/"municlima ([a-z][^"]*)"/g, (_, line: string) => `"${screen.program} ${command(line)}"`);
  const lines = findings.map((found): Fact => [found.name, lineOf(found, paint[found.verdict], words)]);
  const count = (of: Finding["verdict"]) => findings.filter((found) => found.verdict === of).length;
  const counts = `${counted(count("failure"), "failure")}, ${counted(count("warning"), "warning")}, ${count("ok")} ok`;
  return `${paint[verdict](verdict)}: ${counts}\n\n${facts(lines, screen)}\n`;
}

function lineOf(
  { verdict, says, advice }: Finding,
  paint: (text: string) => string,
  words: (text: string) => string,
): string {
  return `${paint(verdict)}: ${says}.${advice === null ? "" : ` ${words(advice)}`}`;
}
