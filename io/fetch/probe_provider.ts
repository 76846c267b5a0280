import type { TLSSocket } from "node:tls";
import { getProxyForUrl } from "proxy-from-env";
import type { Feed } from "../../configs/feed.ts";
import { type Effects, realEffects } from "../effects.ts";
import { publicUrl } from "../public_url.ts";
import { axiosFailure } from "./_axios_failure.ts";
import { checkProxy } from "./_check_proxy.ts";
import { checkRedirect } from "./_check_redirect.ts";
import { feedRequests } from "./_feed_requests.ts";
import { httpsAgent } from "./_https_agent.ts";
import { UrlFailure } from "./_url_failure.ts";

/** What a provider answers at one URL, of which no body is read. */
export type ProbedUrl = {
  /** The URL as it may be written. */
  readonly source: string;
  /** The proxy that is asked, as it may be written. */
  readonly proxy: string | undefined;
  /** The answer's status; undefined where there was none. */
  readonly status: number | undefined;
  /** Why there was none, and what may help, where that is known. */
  readonly failure: { readonly message: string; readonly advice: string | undefined } | undefined;
  /** How far this machine's clock is ahead of the server's, in seconds; undefined where that does not tell. */
  readonly ahead: number | undefined;
  /** Until when its certificate is valid; undefined without TLS. */
  readonly validTo: Date | undefined;
};

/**
 * Asks each URL of a feed once, as a fetch would, and breaks off when the answer begins.
 *
 * @throws {Failure} `config` where a variable is not set, or the environment names a proxy that cannot be asked
 *
 * @example
 * ```ts
 * (await probeProvider(smnHourly, 10))[0].status; // 200
 * ```
 */
export async function probeProvider(
  feed: Pick<Feed, "name" | "urls" | "public_urls" | "headers">,
  timeoutSeconds: number,
  effects: Pick<Effects, "http" | "now" | "environment"> = realEffects,
): Promise<ProbedUrl[]> {
  const { addresses, headers } = feedRequests(feed, effects.environment);
  for (const { url } of addresses) checkProxy(url);
  return await Promise.all(
    addresses.map(async ({ url, source }) => {
      const proxy = getProxyForUrl(url);
      const asked = { source, proxy: proxy === "" ? undefined : publicUrl(proxy) };
      return { ...asked, ...(await probed(url, source, headers, timeoutSeconds, effects)) };
    }),
  );
}

async function probed(
  url: string,
  source: string,
  headers: Feed["headers"],
  timeoutSeconds: number,
  effects: Pick<Effects, "http" | "now">,
): Promise<Omit<ProbedUrl, "source" | "proxy">> {
  const unknown = { status: undefined, failure: undefined, ahead: undefined, validTo: undefined };
  try {
    const answer = await effects.http.get(url, {
      headers,
      responseType: "stream",
      decompress: false,
      httpsAgent: httpsAgent(false),
      maxRedirects: 5,
      beforeRedirect: ({ href }: Readonly<Record<string, string>>, _answer, { url: asked }) =>
        checkRedirect(asked, href ?? "", source),
      timeout: timeoutSeconds * 1000,
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
      validateStatus: () => true,
    });
    const now = effects.now().getTime();
    const socket: TLSSocket | undefined = answer.data.socket ?? answer.request?.res?.socket;
    const until = socket?.getPeerCertificate?.()?.valid_to;
    answer.data.destroy();
    const date = Date.parse(String(answer.headers.date ?? ""));
    const age = Number(answer.headers.age ?? 0);
    return {
      ...unknown,
      status: answer.status,
      ahead: Number.isNaN(date) ? undefined : (now - date) / 1000 - (Number.isNaN(age) ? 0 : age),
      validTo: until === undefined ? undefined : new Date(until),
    };
  } catch (error) {
    const { isAxiosError } = await import("axios");
    if (error instanceof UrlFailure)
      return { ...unknown, failure: { message: error.message, advice: error.advice } };
    if (!isAxiosError(error)) throw error;
    const refused = [error.cause, (error.cause as Error | undefined)?.cause].find(
      (each) => each instanceof UrlFailure,
    );
    const { message, advice } = refused ?? axiosFailure(source, error, effects.now());
    return { ...unknown, failure: { message, advice } };
  }
}
