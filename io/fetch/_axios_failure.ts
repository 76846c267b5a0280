import { STATUS_CODES } from "node:http";
import type { AxiosError } from "axios";
import { isCertificateError, networkWords } from "./_network_words.ts";
import { plainCause } from "./_plain_cause.ts";
import { speaksOnlyHttp2 } from "./_speaks_only_http2.ts";
import { UrlFailure } from "./_url_failure.ts";
import { retryAfter } from "./retry_after.ts";

/** The client errors that go away by themselves: the feed's provider gives 404 for minutes on end. */
const TRANSIENT_CLIENT_ERRORS: ReadonlySet<number> = new Set([404, 408, 425, 429]);

/** What asks for no part of a feed never gets one, unless a cache on the way is broken. */
const PARTIAL = 206;

const HTTP2_ADVICE = 'Fetch the feed with "curl --http2 --output feed.json.gz" and its URL.';
const USER_AGENT_ADVICE =
  "The service refuses clients whose User-Agent does not look like a browser's: check the feed's headers.";
const CERTIFICATE_ADVICE =
  "If only a CA is missing on this machine, NODE_EXTRA_CA_CERTS can name a file that adds it.";

/** What an error of axios says of the URL, and whether to ask that URL again. */
export function axiosFailure(source: string, error: AxiosError, now: Date): UrlFailure {
  const { response } = error;
  if (speaksOnlyHttp2(error)) {
    return new UrlFailure(`"${source}" speaks HTTP/2 alone, which this program does not`, {
      transient: false,
      advice: HTTP2_ADVICE,
      cause: plainCause(error),
    });
  }
  if (response?.status === PARTIAL) {
    return new UrlFailure(`"${source}" answered 206 (Partial Content) with a part of the feed alone`, {
      transient: true,
      cause: plainCause(error),
    });
  }
  // The answer to an error status counts for its status, even where its body was cut.
  if (response !== undefined && (response.status < 200 || response.status >= 300)) {
    const { status } = response;
    return new UrlFailure(`"${source}" answered ${status} (${STATUS_CODES[status] ?? "unknown status"})`, {
      transient: status < 400 || status >= 500 || TRANSIENT_CLIENT_ERRORS.has(status),
      retryAfter: retryAfter(response.headers["retry-after"], now),
      advice: status === 403 ? USER_AGENT_ADVICE : undefined,
      cause: plainCause(error),
    });
  }
  // A body that stalls ends as a cut one: axios no longer watches the time then, only its socket does.
  const what = response === undefined ? "gave no answer" : "stopped in the middle of its body";
  return new UrlFailure(`"${source}" ${what} (${networkWords(error)})`, {
    transient: true,
    advice: isCertificateError(error) ? CERTIFICATE_ADVICE : undefined,
    cause: plainCause(error),
  });
}
