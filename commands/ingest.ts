import { ingest } from "../pipelines/ingest.ts";
import { ingestText } from "../terminal/ingest_text.ts";
import { nextCommand } from "./_next_command.ts";
import { feedOf, settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import { insecureTlsOf } from "./_tls.ts";
import { withProgress } from "./_with_progress.ts";
import type { Invocation } from "./invocation.ts";

/** `municlima ingest`: one run of the ingest pipeline, and its report. */
export async function ingestCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const resolved = await settingsOf(call);
  const feed = await feedOf(resolved);
  const insecureTls = insecureTlsOf(call);
  const { settings, origins } = resolved;
  const from = flags.from as string | undefined;
  const dryRun = flags.dryRun === true;
  const { report, snapshot } = await withProgress(output, (events, stop) =>
    ingest({ settings, feed, from, insecureTls, dryRun, events, stop }),
  );
  printReport(
    report,
    () => ingestText(report, snapshot, feed, nextCommand("merge", settings, origins), output.screen),
    output,
  );
}
