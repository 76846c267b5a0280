import { ingest } from "../pipelines/ingest/ingest.ts";
import { ingestText } from "../terminal/ingest_text.ts";
import { effectsOf } from "./call/effects_of.ts";
import type { Invocation } from "./call/invocation.ts";
import { nextCommand } from "./call/next_command.ts";
import { openPlace } from "./call/place.ts";
import { feedOf } from "./call/prepare.ts";
import { printResult } from "./call/print_result.ts";
import { insecureTlsOf } from "./call/tls.ts";
import { withProgress } from "./call/with_progress.ts";

/** `municlima ingest`: one run of the ingest pipeline, and its result. */
export async function ingestCommand(call: Invocation): Promise<void> {
  const { flags, output, runId } = call;
  const place = await openPlace(call);
  const feed = await feedOf(place);
  const insecureTls = insecureTlsOf(call);
  const effects = await effectsOf(call);
  const { data, logs, settings, origins } = place;
  const from = flags.from as string | undefined;
  const asOf = flags.asOf as Date | undefined;
  const dryRun = flags.dryRun === true;
  const { result, snapshot } = await withProgress(output, (events, stop) =>
    ingest({ data, logs, settings, feed, from, asOf, insecureTls, dryRun, events, stop, runId }, effects),
  );
  printResult(
    result,
    () => ingestText(result, snapshot, feed, nextCommand("merge", settings, origins), output.screen),
    output,
  );
}
