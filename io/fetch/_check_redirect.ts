import { publicUrl } from "../public_url.ts";
import { UrlFailure } from "./_url_failure.ts";

const ADVICE =
  'If the feed has moved there, give that URL yourself: with "--from", or in the file that describes the feed.';

/**
 * Lets a server send its caller on to another place on the same host alone, over http or https, and never from
 * https to http: a feed from anywhere else is not what was asked for, and the request may carry secrets.
 *
 * @param asked the URL that was asked
 * @param next the URL that its answer names, whole
 * @param source the URL that was asked first, as it may be written
 * @throws {UrlFailure} naming that one, and where the answer leads
 */
export function checkRedirect(asked: string, next: string, source: string): void {
  const [from, to] = [new URL(asked), new URL(next)];
  const flaw = flawOf(from, to);
  if (flaw === undefined) return;
  throw new UrlFailure(`"${source}" redirects to "${publicUrl(next)}", ${flaw}`, {
    // A portal or a page for the time of repairs goes away.
    transient: true,
    advice: ADVICE,
  });
}

function flawOf(from: URL, to: URL): string | undefined {
  if (to.protocol !== "http:" && to.protocol !== "https:") return `which is no "http:" or "https:" URL`;
  if (to.hostname !== from.hostname) return "another host";
  if (from.protocol === "https:" && to.protocol === "http:")
    return "which is not encrypted, although the first address is";
  return undefined;
}
