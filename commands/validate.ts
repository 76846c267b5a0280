import { Failure } from "../errors/mod.ts";
import { validate } from "../pipelines/validate.ts";
import { validateText } from "../terminal/validate_text.ts";
import { feedOfFolder, settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima validate <file>`: a file beside the feed's contract. Ends with 65 when it breaks it. */
export async function validateCommand(call: Invocation): Promise<void> {
  const [file = ""] = call.args;
  const resolved = await settingsOf(call);
  const feed = await feedOfFolder(resolved);
  const report = await validate(file, { settings: resolved.settings, feed });
  printReport(report, () => validateText(report, call.output.screen), call.output);
  const first = report.findings.find(({ verdict }) => verdict === "fails");
  if (first === undefined) return;
  throw new Failure(
    "contract",
    `"${file}" violates the rule "${first.rule}" of "${feed.name}": ${first.says.replace(/\.$/, "")}. Check that it is the right file.`,
    { reported: true },
  );
}
