import { STATUS_CODES } from "node:http";
import type { AxiosInstance } from "axios";
import { Failure } from "../../errors/mod.ts";
import { publicUrl } from "../public_url.ts";
import { httpsAgent } from "./_https_agent.ts";
import { networkWords } from "./_network_words.ts";
import { plainCause } from "./_plain_cause.ts";

/** What a post needs of the world. */
export type PostEffects = { readonly post: AxiosInstance["post"] };

const realPostEffects: PostEffects = {
  post: async (url, body, config) => await (await import("axios")).default.post(url, body, config),
};

/**
 * Posts a text to a URL, once, and gives the headers of the answer. Proxies of the environment are asked, redirects not
 * followed, and certificates checked.
 *
 * @param signal ends it
 * @throws {Failure} `upstream` when there is no answer, or one that is no success; of the URL only scheme and host are told
 *
 * @example
 * ```ts
 * await postText("https://hc-ping.com/4f1c/start", "", AbortSignal.timeout(5000)); // { "ping-body-limit": "100000", … }
 * ```
 */
export async function postText(
  url: string,
  text: string,
  signal: AbortSignal,
  { post }: PostEffects = realPostEffects,
): Promise<Readonly<Record<string, unknown>>> {
  const shown = publicUrl(url);
  try {
    const { headers } = await post(url, text, {
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      httpsAgent: httpsAgent(false),
      maxRedirects: 0,
      // An answer has nothing to say but its status.
      maxContentLength: 100_000,
      signal,
    });
    return headers;
  } catch (error) {
    const { isAxiosError } = await import("axios");
    if (!isAxiosError(error)) throw error;
    const status = error.response?.status;
    const why = signal.aborted
      ? "gave no answer in time"
      : status === undefined
        ? `gave no answer (${networkWords(error)})`
        : `answered ${status} (${STATUS_CODES[status] ?? "unknown status"})`;
    throw new Failure("upstream", `"${shown}" ${why}.`, { cause: plainCause(error) });
  }
}
