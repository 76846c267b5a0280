import { run } from "../pipelines/run/run.ts";
import { archiveText } from "../terminal/archive/archive_text.ts";
import { ingestText } from "../terminal/ingest_text.ts";
import { mergeText } from "../terminal/merge_text.ts";
import { effectsOf } from "./call/effects_of.ts";
import type { Invocation } from "./call/invocation.ts";
import { nextCommand } from "./call/next_command.ts";
import { openPlace } from "./call/place.ts";
import { feedOf } from "./call/prepare.ts";
import { printResult } from "./call/print_result.ts";
import { splay } from "./call/splay.ts";
import { insecureTlsOf } from "./call/tls.ts";
import { withProgress } from "./call/with_progress.ts";

/** `municlima run`: an ingest and a merge as one run, and their reports. */
export async function runCommand(call: Invocation): Promise<void> {
  const { flags, output, runId } = call;
  const place = await openPlace(call);
  const feed = await feedOf(place);
  const insecureTls = insecureTlsOf(call);
  const effects = await effectsOf(call);
  const { data, logs, settings, origins } = place;
  const archive = flags.archive === true;
  const from = flags.from as string | undefined;
  const { result, snapshot, merged } = await withProgress(output, async (events, stop) => {
    await splay(Number(flags.splay ?? 0), output, stop, effects);
    return await run(
      { data, logs, settings, feed, from, insecureTls, archive, events, stop, runId },
      effects,
    );
  });
  const text = () =>
    [
      ingestText(result.ingest, snapshot, feed, undefined, output.screen),
      mergeText(result.merge, merged, feed, nextCommand("status", settings, origins), output.screen),
      ...(result.archive === null ? [] : [archiveText(result.archive, output.screen)]),
    ].join("\n");
  printResult(result, text, output);
}
