import { status } from "../pipelines/status.ts";
import { statusText } from "../terminal/status_text.ts";
import { nextCommand } from "./_next_command.ts";
import { settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima status`: what the data folder holds and how fresh it is. */
export async function statusCommand(call: Invocation): Promise<void> {
  const { settings, origins } = await settingsOf(call);
  const report = await status(settings);
  const command = (verb: string) => nextCommand(verb, settings, origins);
  printReport(report, () => statusText(report, command, call.output.screen), call.output);
}
