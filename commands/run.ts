import { run } from "../pipelines/run.ts";
import { ingestText } from "../terminal/ingest_text.ts";
import { mergeText } from "../terminal/merge_text.ts";
import { nextCommand } from "./_next_command.ts";
import { feedOf, settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import { insecureTlsOf } from "./_tls.ts";
import { withProgress } from "./_with_progress.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima run`: an ingest and a merge as one run, and their reports. */
export async function runCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const resolved = await settingsOf(call);
  const feed = await feedOf(resolved);
  const insecureTls = insecureTlsOf(call);
  const { settings, origins } = resolved;
  const from = flags.from as string | undefined;
  const { report, snapshot, merged } = await withProgress(output, (events, stop) =>
    run({ settings, feed, from, insecureTls, events, stop }),
  );
  const text = () =>
    [
      ingestText(report.ingest, snapshot, feed, undefined, output.screen),
      mergeText(report.merge, merged, feed, nextCommand("status", settings, origins), output.screen),
    ].join("\n");
  printReport(report, text, output);
}
