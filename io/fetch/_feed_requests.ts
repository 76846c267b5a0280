import { readFileSync } from "node:fs";
import type { Feed } from "../../configs/feed.ts";
import { fillIn } from "../../configs/fill_in.ts";
import { Failure } from "../../errors/mod.ts";
import { publicUrl } from "../public_url.ts";

/** A URL of a feed as it is asked, and as it may be written. */
type FeedAddress = { readonly url: string; readonly source: string };

/**
 * What is asked for a feed: its URLs and headers with their variables filled in, for the requests alone, and each
 * URL as it may be written.
 *
 * @throws {Failure} `config` for a variable that is not set, a file that cannot be read, or a value that no header can
 * hold
 */
export function feedRequests(
  { name, urls, public_urls, headers }: Pick<Feed, "name" | "urls" | "public_urls" | "headers">,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly addresses: readonly FeedAddress[]; readonly headers: Readonly<Record<string, string>> } {
  const lookUp = (variable: string): string => {
    if (variable.startsWith("file:")) return secretIn(variable.slice("file:".length), name);
    const value = environment[variable] ?? "";
    if (value !== "") return value;
    throw new Failure(
      "config",
      `The feed "${name}" needs the variable ${variable}, which is not set. Set it in the environment or in ".env".`,
    );
  };
  // Encoded, so that no value can change which host is asked.
  const inUrl = (variable: string) => encodeURIComponent(lookUp(variable));
  const inHeader = (variable: string) => {
    const value = lookUp(variable);
    if (/^[\t\x20-\x7e]*$/.test(value)) return value;
    throw new Failure(
      "config",
      `${variable.startsWith("file:") ? `"${variable}"` : `The variable ${variable}`}, which a header of the feed "${name}" needs, has a line break or a character beyond ASCII. Set it without.`,
    );
  };
  return {
    addresses: urls.map((url) => ({
      url: fillIn(url, inUrl),
      source: public_urls === true ? url : publicUrl(url),
    })),
    headers: Object.fromEntries(Object.entries(headers).map(([key, text]) => [key, fillIn(text, inHeader)])),
  };
}

/** A secret as Docker and Kubernetes hand it over: a file of its own, mostly with a line break at its end. */
function secretIn(path: string, feed: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? ` (${cause.code})` : "";
    const message = `The feed "${feed}" needs the file "${path}", which cannot be read${reason}. Write the secret into it, or correct its path.`;
    throw new Failure("config", message, { cause });
  }
  if (text !== "") return text;
  throw new Failure(
    "config",
    `The file "${path}", which the feed "${feed}" needs, is empty. Write the secret into it.`,
  );
}
