import { compact } from "../pipelines/compact.ts";
import { compactText } from "../terminal/compact_text.ts";
import { nextCommand } from "./_next_command.ts";
import { feedOfFolder, settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import { withProgress } from "./_with_progress.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima compact`: one run of the compact pipeline, and its report. */
export async function compactCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const resolved = await settingsOf(call);
  const feed = await feedOfFolder(resolved);
  const { settings, origins } = resolved;
  const [dryRun, all, removeCsv] = [flags.dryRun === true, flags.all === true, flags.removeCsv === true];
  const report = await withProgress(output, (events, stop) =>
    compact({ settings, feed, all, removeCsv, dryRun, events, stop }),
  );
  const next = (verb: string) => nextCommand(verb, settings, origins);
  printReport(report, () => compactText(report, next, output.screen), output);
}
