import { status } from "../pipelines/status.ts";
import { statusText } from "../terminal/status_text.ts";
import { settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima status`: what the data folder holds and how fresh it is. */
export async function statusCommand(call: Invocation): Promise<void> {
  const { settings } = await settingsOf(call);
  const report = await status(settings);
  printReport(report, () => statusText(report, call.output.screen), call.output);
}
