import { Failure } from "../errors/mod.ts";
import { verify } from "../pipelines/verify.ts";
import { verifyText } from "../terminal/verify_text.ts";
import { settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima verify`: every published file beside its manifest. Ends with 65 when one is not as it was. */
export async function verifyCommand(call: Invocation): Promise<void> {
  const { settings } = await settingsOf(call);
  const report = await verify(settings);
  printReport(report, () => verifyText(report, call.output.screen), call.output);
  const [first] = report.problems;
  if (first === undefined) return;
  const more = report.problems.length > 1 ? `, and ${report.problems.length - 1} more` : "";
  throw new Failure(
    "contract",
    `"${first.path}" ${first.what}${more}. Restore it from a copy, or move it away with its manifest.`,
    { reported: true },
  );
}
