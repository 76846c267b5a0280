import type { BodyCaps, Feed } from "../../configs/feed.ts";
import { Failure } from "../../errors/mod.ts";
import { openBody } from "../body/open_body.ts";
import type { TextSink } from "../body/text_sink.ts";
import { bytes } from "../bytes.ts";
import type { Effects } from "../effects.ts";
import { axiosFailure } from "./_axios_failure.ts";
import { checkRedirect } from "./_check_redirect.ts";
import { httpsAgent } from "./_https_agent.ts";
import { plainCause } from "./_plain_cause.ts";
import { UrlFailure } from "./_url_failure.ts";
import type { FetchEvents } from "./fetch_events.ts";
import type { FetchedFeed } from "./fetched_feed.ts";
import type { KnownFeed } from "./known_feed.ts";

const MOST_REDIRECTS = 5;
/** Of a URL of which something is not shown. */
const HIDES = /…$|\$\{/;
const KEPT_HEADERS = ["content-type", "content-length", "date", "etag", "last-modified", "server"];

/** What one request needs to know. */
type FeedRequest<Text> = {
  readonly url: string;
  /** The URL as it may be written. */
  readonly source: string;
  readonly headers: Feed["headers"];
  readonly caps: BodyCaps;
  readonly known?: KnownFeed<Text> | undefined;
  readonly makeSink: () => TextSink<Text>;
  readonly accept?: ((fetched: Omit<FetchedFeed<Text>, "requests">) => Promise<void>) | undefined;
  readonly timeoutSeconds: number;
  readonly insecureTls?: boolean | undefined;
  /** Ends the request, even in the middle of its body. */
  readonly deadline: AbortSignal;
  /** Ends the whole run. */
  readonly stop?: AbortSignal | undefined;
  readonly onProgress?: FetchEvents["onProgress"] | undefined;
};

/**
 * Asks one URL for a feed, once, and opens its body; where the server says that the known one is still the
 * newest (RFC 9110, section 13), that one is given.
 *
 * @throws {UrlFailure} for whatever the network or the server does wrong; anything else is a bug.
 */
export async function requestFeed<Text>(
  request: FeedRequest<Text>,
  effects: Pick<Effects, "http" | "now">,
): Promise<Omit<FetchedFeed<Text>, "requests">> {
  const {
    url,
    source,
    caps,
    known,
    makeSink,
    timeoutSeconds,
    insecureTls = false,
    deadline,
    stop: stopRun,
    onProgress,
  } = request;
  const cap = caps.body_bytes;
  const tooLarge = `"${source}" sends more than the allowed ${bytes(cap)}`;
  const stop = new AbortController();
  // A URL with something hidden may stand for another resource whose public form is the same.
  const earlier = known?.source === source && !HIDES.test(source) ? known : undefined;

  try {
    const answer = await effects.http.get<Uint8Array>(url, {
      headers: { ...request.headers, ...(earlier && conditions(earlier)) },
      responseType: "arraybuffer",
      // Inflating is ours: axios takes a compressed body that was cut for a whole one.
      decompress: false,
      maxContentLength: cap,
      httpsAgent: httpsAgent(insecureTls),
      maxRedirects: MOST_REDIRECTS,
      beforeRedirect: ({ href }: Readonly<Record<string, string>>, _answer, { url: asked }) =>
        checkRedirect(asked, href ?? "", source),
      timeout: timeoutSeconds * 1_000,
      signal: AbortSignal.any([deadline, stop.signal, ...(stopRun === undefined ? [] : [stopRun])]),
      validateStatus: (status) =>
        (status >= 200 && status < 300 && status !== 206) || (status === 304 && earlier !== undefined),
      // Axios calls this outside of its promise, where an error would end the process.
      onDownloadProgress: ({ loaded, total }) => {
        try {
          if (total !== undefined && total > cap) throw new UrlFailure(tooLarge, { transient: false });
          onProgress?.(loaded, total);
        } catch (error) {
          stop.abort(error);
        }
      },
    });
    stop.signal.throwIfAborted();
    if (earlier !== undefined && answer.status === 304) {
      const again = await earlier.read();
      if (again === undefined) return await requestFeed({ ...request, known: undefined }, effects);
      return { ...again, source, status: 304, headers: { ...earlier.headers, ...kept(answer.headers) } };
    }
    const opened = await openBody(answer.data, caps, source, makeSink);
    const headers = kept(answer.headers);
    const fetched = { ...opened, body: answer.data, source, status: answer.status, headers };
    await request.accept?.(fetched);
    return fetched;
  } catch (error) {
    stopRun?.throwIfAborted();
    stop.signal.throwIfAborted();
    if (error instanceof Failure) {
      throw new UrlFailure(error.message.replace(/\.$/, ""), { transient: true, cause: error });
    }
    // Imported here, for a feed that is read from a file needs no axios.
    const { isAxiosError } = await import("axios");
    if (!isAxiosError(error)) throw error;
    const refused = causesOf(error).find((cause) => cause instanceof UrlFailure);
    if (refused !== undefined) throw refused;
    if (deadline.aborted) {
      throw new UrlFailure(`"${source}" had not finished at the deadline`, {
        transient: true,
        cause: plainCause(error),
      });
    }
    // This one has no code of its own.
    if (error.message.startsWith("maxContentLength")) {
      throw new UrlFailure(tooLarge, { transient: false, cause: plainCause(error) });
    }
    throw axiosFailure(source, error, effects.now());
  }
}

/** Where in an error of axios the one stands that a redirect was refused with. */
function causesOf(error: Error): unknown[] {
  const causes: unknown[] = [];
  for (let cause = error.cause; cause instanceof Error; cause = cause.cause) causes.push(cause);
  return causes;
}

/** Asks for a body only if it is not the one the server gave these headers to. */
function conditions({ headers }: KnownFeed<unknown>): Record<string, string> {
  const { etag, "last-modified": modified } = headers;
  return { ...(etag && { "If-None-Match": etag }), ...(modified && { "If-Modified-Since": modified }) };
}

function kept(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const entries = KEPT_HEADERS.map((name) => [name, headers[name]]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === "string"));
}
