import { type KeepRule, RETAINED, type Retained } from "../../configs/mod.ts";
import { didYouMean } from "../../errors/did_you_mean.ts";
import { Failure } from "../../errors/mod.ts";
import { prune } from "../../pipelines/maintain/prune.ts";
import { pruneText } from "../../terminal/prune_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { feedOfPlace, openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { withProgress } from "../call/with_progress.ts";

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
      rule: ruleOf(flags),
      keep: flags.keep as number | undefined,
      olderThanDays: flags.olderThan as number | undefined,
      datasets: datasetsOf(flags.dataset as readonly string[] | undefined),
      bodies: flags.body as readonly string[] | undefined,
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

/** The words of restic's forget that were given. */
function ruleOf({
  keepLast,
  keepHourly,
  keepDaily,
  keepWeekly,
  keepMonthly,
  keepWithin,
}: Invocation["flags"]): KeepRule {
  const said = {
    last: keepLast,
    hourly: keepHourly,
    daily: keepDaily,
    weekly: keepWeekly,
    monthly: keepMonthly,
    within: keepWithin,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function datasetsOf(names: readonly string[] | undefined): readonly Retained[] | undefined {
  return names?.map((name) => {
    const known = RETAINED.find((dataset) => dataset === name);
    if (known !== undefined) return known;
    const advice = didYouMean(name, RETAINED);
    throw new Failure(
      "usage",
      `The flag --dataset cannot be "${name}". Give ${RETAINED.join(", ")}.${advice}`,
    );
  });
}
