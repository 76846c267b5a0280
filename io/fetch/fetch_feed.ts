import pRetry, { type RetryContext } from "p-retry";
import type { BodyCaps, Feed } from "../../configs/feed.ts";
import { Failure } from "../../errors/mod.ts";
import type { TextSink } from "../body/text_sink.ts";
import { type Effects, realEffects } from "../effects.ts";
import { checkProxy } from "./_check_proxy.ts";
import { feedRequests } from "./_feed_requests.ts";
import { requestFeed } from "./_request_feed.ts";
import { UrlFailure } from "./_url_failure.ts";
import type { FetchEvents } from "./fetch_events.ts";
import type { FetchPolicy } from "./fetch_policy.ts";
import type { FetchedFeed } from "./fetched_feed.ts";
import type { KnownFeed } from "./known_feed.ts";
import { retryDelay } from "./retry_delay.ts";

/**
 * Fetches a feed over HTTP. Every round of tries asks the feed's URLs in order, so that a fallback is asked
 * at once; between rounds it waits as `retryDelay` says, or longer where a server asks for that. Whatever
 * may go away by itself is tried again: network errors, 404, 408, 425, 429 and 5xx, and a body that is not
 * a feed, such as an HTML page with status 200. A URL that answers with another 4xx, or with too large a
 * body, is not asked again. A wait that would outlast the deadline is not begun. With `known`, the URL that
 * one came from may answer 304: then its body is given again, from where it is kept.
 *
 * Variables of the URLs and headers are filled in for the requests alone.
 *
 * @throws {Failure} `upstream` when no URL gives a feed: how each of them failed, and what may help; `config` where a
 * variable is not set, or the environment names a proxy that cannot be asked.
 *
 * @example
 * ```ts
 * const policy = { attempts: 4, timeoutSeconds: 60, deadlineSeconds: 600 };
 * const { body, text, source } = await fetchFeed({ ...smnHourly, makeSink: wholeText }, policy);
 * ```
 */
export async function fetchFeed<Text>(
  feed: Pick<Feed, "name" | "urls" | "public_urls" | "headers"> & {
    readonly caps: BodyCaps;
    /** Makes what takes the text, for each body that comes. */
    readonly makeSink: () => TextSink<Text>;
    /** Looks at a body that came whole; what it throws counts as a failed try of that URL. */
    readonly accept?: ((fetched: Omit<FetchedFeed<Text>, "requests">) => Promise<void>) | undefined;
    readonly known?: KnownFeed<Text> | undefined;
    /** Ends the fetch, with its reason, wherever it is. */
    readonly stop?: AbortSignal | undefined;
  },
  policy: FetchPolicy,
  events: FetchEvents = {},
  effects: Pick<Effects, "http" | "sleep" | "random" | "now" | "environment"> = realEffects,
): Promise<FetchedFeed<Text>> {
  const { timeoutSeconds, deadlineSeconds, insecureTls } = policy;
  const { addresses, headers } = feedRequests(feed, effects.environment);
  for (const { url } of addresses) checkProxy(url);
  const deadline = AbortSignal.timeout(deadlineSeconds * 1_000);
  const endsAt = effects.now().getTime() + deadlineSeconds * 1_000;
  const failures = new Map<string, UrlFailure>();
  let requests = 0;
  let outOfTime = false;

  const tryEveryUrl = async (): Promise<FetchedFeed<Text>> => {
    for (const { url, source } of addresses.filter(({ url }) => failures.get(url)?.transient !== false)) {
      if (deadline.aborted) break;
      requests += 1;
      try {
        const { onProgress } = events;
        const asked = { ...feed, url, source, headers, timeoutSeconds, insecureTls, deadline, onProgress };
        return { ...(await requestFeed(asked, effects)), requests };
      } catch (error) {
        if (!(error instanceof UrlFailure)) throw error;
        failures.set(url, error);
      }
    }
    const clauses = [...failures.values()].map(({ message }) => message);
    throw new AggregateError(failures.values(), clauses.join("; "));
  };

  const waitForNextRound = async ({ error, attemptNumber }: RetryContext): Promise<boolean> => {
    const transient = [...failures.values()].filter((failure) => failure.transient);
    if (!(error instanceof AggregateError) || transient.length === 0) return false;

    const asked = Math.max(...transient.map(({ retryAfter }) => retryAfter));
    const wait = retryDelay(attemptNumber, effects.random(), asked);
    outOfTime = deadline.aborted || effects.now().getTime() + wait >= endsAt;
    if (outOfTime) return false;

    events.onRetry?.({ round: attemptNumber + 1, waitMilliseconds: wait, reason: error.message });
    const awake = AbortSignal.any([deadline, ...(feed.stop === undefined ? [] : [feed.stop])]);
    await effects.sleep(wait, awake).catch((error: unknown) => {
      if (!awake.aborted) throw error;
    });
    return feed.stop?.aborted !== true;
  };

  // Asked only while tries are left, `shouldRetry` also does the waiting: p-retry's own waits (switched off
  // by `minTimeout`) know neither `Retry-After` nor our sleep.
  const options = { retries: policy.attempts - 1, minTimeout: 0, shouldRetry: waitForNextRound };
  return await pRetry(tryEveryUrl, options).catch((error: unknown) => {
    feed.stop?.throwIfAborted();
    if (!(error instanceof AggregateError)) throw error;
    const within = outOfTime || deadline.aborted ? ` within ${deadlineSeconds} s` : "";
    const asked = `${requests} ${requests === 1 ? "request" : "requests"}`;
    const advice = new Set([...failures.values()].flatMap((failure) => failure.advice ?? []));
    const next = [...advice, `Try again later, or use "--from" with a file.`].join(" ");
    throw new Failure(
      "upstream",
      `Could not fetch feed "${feed.name}"${within} (${asked}): ${error.message}. ${next}`,
      { cause: error },
    );
  });
}
