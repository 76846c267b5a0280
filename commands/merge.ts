import { merge } from "../pipelines/merge.ts";
import { mergeText } from "../terminal/merge_text.ts";
import { nextCommand } from "./_next_command.ts";
import { feedOfFolder, settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import { withProgress } from "./_with_progress.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima merge`: one run of the merge pipeline, and its report. */
export async function mergeCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const resolved = await settingsOf(call);
  const feed = await feedOfFolder(resolved);
  const { settings, origins } = resolved;
  const dryRun = flags.dryRun === true;
  const { report, merged } = await withProgress(output, (events, stop) =>
    merge({ settings, feed, dryRun, events, stop }),
  );
  printReport(
    report,
    () => mergeText(report, merged, feed, nextCommand("status", settings, origins), output.screen),
    output,
  );
}
