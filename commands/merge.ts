import { merge } from "../pipelines/merge/merge.ts";
import { mergeText } from "../terminal/merge_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { nextCommand } from "./call/next_command.ts";
import { feedOfPlace, openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import { withProgress } from "./call/with_progress.ts";

/** `municlima merge`: one run of the merge pipeline, and its result. */
export async function mergeCommand(call: Invocation): Promise<void> {
  const { flags, output, runId } = call;
  const place = await openPlace(call);
  const feed = await feedOfPlace(place);
  const { data, logs, settings, origins } = place;
  const dryRun = flags.dryRun === true;
  const { result, merged } = await withProgress(output, (events, stop) =>
    merge({ data, logs, settings, feed, dryRun, events, stop, runId }),
  );
  printResult(
    result,
    () => mergeText(result, merged, feed, nextCommand("status", settings, origins), output.screen),
    output,
  );
}
