import { Failure } from "../../errors/mod.ts";
import { backfill } from "../../pipelines/ingest/backfill.ts";
import { backfillText } from "../../terminal/backfill_text.ts";
import { effectsOf } from "../call/effects_of.ts";
import type { Invocation } from "../call/invocation.ts";
import { feedOfPlace, openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { withProgress } from "../call/with_progress.ts";

/** `municlima backfill`: a snapshot of each kept body, as of its time. Ends with 65 when one was refused. */
export async function backfillCommand(call: Invocation): Promise<void> {
  const { flags, args, output } = call;
  const place = await openPlace(call);
  const feed = await feedOfPlace(place);
  const effects = await effectsOf(call);
  const { data, logs, settings } = place;
  const [fill, dryRun] = [flags.fill === true, flags.dryRun === true];
  const result = await withProgress(output, (events, stop) =>
    backfill({ data, logs, settings, feed, paths: args, fill, dryRun, events, stop }, effects),
  );
  printResult(result, () => backfillText(result, output.screen), output);
  const [first, ...more] = result.bodies.filter(({ outcome }) => outcome === "refused");
  if (first === undefined) return;
  const others = more.length === 0 ? "" : ` ${more.length} more were refused.`;
  throw new Failure("contract", `${first.reason}${others}`, { reported: true });
}
