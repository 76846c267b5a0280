import { Failure } from "../../errors/mod.ts";
import { publicUrl } from "../../io/public_url.ts";
import { measure } from "../../ops/metrics/measure.ts";
import type { Metric } from "../../ops/metrics/metric.ts";
import { type EndedRun, runEmfLine } from "../../ops/metrics/run_emf_line.ts";
import type { Invocation } from "../call/invocation.ts";
import { partialPlace } from "./partial_place.ts";

/**
 * The line that CloudWatch takes metrics of a run from. What cannot be measured, as the folder cannot be reached or the
 * settings are wrong, is left out: how the run ended is told whatever happens.
 *
 * @example
 * ```ts
 * process.stderr.write(await emfLine(ended, call)); // {"_aws":{"Timestamp":1764079200000,…
 * ```
 */
export async function emfLine(
  ended: Omit<EndedRun, "feed">,
  call: Pick<Invocation, "flags" | "cwd" | "environment">,
): Promise<string> {
  const { feed, metrics } = await known(call);
  return runEmfLine({ ...ended, feed }, metrics);
}

async function known(
  call: Parameters<typeof partialPlace>[0],
): Promise<{ readonly feed: string; readonly metrics: readonly Metric[] }> {
  let feed = "unknown";
  try {
    const place = await partialPlace(call);
    feed = publicUrl(place.settings.feed);
    const { feed_name, metrics } = await measure(place);
    return { feed: feed_name ?? feed, metrics };
  } catch (error) {
    if (error instanceof Failure) return { feed, metrics: [] };
    throw error;
  }
}
