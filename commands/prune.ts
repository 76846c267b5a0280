import { prune } from "../pipelines/maintain/prune.ts";
import { pruneText } from "../terminal/prune_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { feedOfPlace, openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import { withProgress } from "./call/with_progress.ts";

/** `municlima prune`: one run of the prune pipeline, and its result. */
export async function pruneCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const place = await openPlace(call);
  const { name: feedName } = await feedOfPlace(place);
  const { data, logs, settings } = place;
  const result = await withProgress(output, (events, stop) =>
    prune({
      data,
      logs,
      settings,
      feedName,
      keep: flags.keep as number | undefined,
      olderThanDays: flags.olderThan as number | undefined,
      future: flags.future === true,
      missing: flags.missing === true,
      dryRun: flags.dryRun === true,
      events,
      stop,
      runId: call.runId,
    }),
  );
  printResult(result, () => pruneText(result, output.screen), output);
}
