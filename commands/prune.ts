import { Failure } from "../errors/mod.ts";
import { prune } from "../pipelines/prune.ts";
import { pruneText } from "../terminal/prune_text.ts";
import { feedOfFolder, settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import { withProgress } from "./_with_progress.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima prune`: one run of the prune pipeline, and its report. */
export async function pruneCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const keep = countOf(flags.keep, "--keep");
  const olderThanDays = countOf(flags.olderThan, "--older-than");
  const resolved = await settingsOf(call);
  const { name: feedName } = await feedOfFolder(resolved);
  const { settings } = resolved;
  const report = await withProgress(output, (events, stop) =>
    prune({ settings, feedName, keep, olderThanDays, dryRun: flags.dryRun === true, events, stop }),
  );
  printReport(report, () => pruneText(report, output.screen), output);
}

function countOf(text: unknown, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const count = /^\d{1,6}$/.test(String(text)) ? Number(text) : 0;
  if (count > 0) return count;
  throw new Failure("usage", `"${flag}" takes a whole number from 1 to 999999, not "${text}".`);
}
