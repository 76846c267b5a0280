import { compact } from "../../pipelines/maintain/compact.ts";
import { compactText } from "../../terminal/compact_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { nextCommand } from "../call/next_command.ts";
import { feedOfPlace, openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { withProgress } from "../call/with_progress.ts";

/** `municlima compact`: one run of the compact pipeline, and its result. */
export async function compactCommand(call: Invocation): Promise<void> {
  const { flags, output, runId } = call;
  const place = await openPlace(call);
  const feed = await feedOfPlace(place);
  const { data, logs, settings, origins } = place;
  const [dryRun, all, removeCsv] = [flags.dryRun === true, flags.all === true, flags.removeCsv === true];
  const result = await withProgress(output, (events, stop) =>
    compact({ data, logs, settings, feed, all, removeCsv, dryRun, events, stop, runId }),
  );
  const next = (verb: string) => nextCommand(verb, settings, origins);
  printResult(result, () => compactText(result, next, output.screen), output);
}
