import { BUILT_IN_FEEDS, type Feed } from "../../configs/mod.ts";
import { didYouMean } from "../../errors/did_you_mean.ts";
import { Failure } from "../../errors/mod.ts";
import { publicUrl } from "../public_url.ts";
import { parseSettingsJson } from "./_parse_settings_json.ts";
import { readSettingsText } from "./_read_settings_text.ts";

/**
 * The feed that a user names: a built-in one, or the one that a `.json` file describes (`parseFeed()` says
 * how). A file's feed may not take a built-in's name, since a data folder knows its feed by name alone.
 *
 * Throws a {@linkcode Failure} of kind `usage` for an unknown name, `no-input` for a missing file, `config`
 * for a file that does not describe a feed, `permission` where it may not be read, and `io` where reading
 * breaks.
 *
 * @example
 * ```ts
 * (await readFeedSpec("smn-hourly")).columns.length; // 20
 * await readFeedSpec("feeds/mine.json");
 * ```
 */
export async function readFeedSpec(nameOrPath: string): Promise<Feed> {
  const builtIn = BUILT_IN_FEEDS.get(nameOrPath);
  if (builtIn !== undefined) return builtIn;

  const known = [...BUILT_IN_FEEDS.keys()];
  const choices = `${known.join(", ")}, or the path of a .json file that describes a feed`;
  if (!nameOrPath.endsWith(".json")) {
    const advice = `${didYouMean(nameOrPath, known)} Use ${choices}.`;
    throw new Failure("usage", `Unknown feed "${publicUrl(nameOrPath)}".${advice}`);
  }
  const text = await readSettingsText(nameOrPath);
  if (text === undefined)
    throw new Failure("no-input", `Found no file "${publicUrl(nameOrPath)}". Use ${choices}.`);

  // Loaded here, so that the built-in feeds, which need no checking, do not wait for the time zones of luxon.
  const { parseFeed } = await import("../../configs/description/parse_feed.ts");
  const feed = parseFeed(parseSettingsJson(text, nameOrPath), nameOrPath);
  if (BUILT_IN_FEEDS.has(feed.name)) {
    throw new Failure(
      "config",
      `The feed in "${nameOrPath}" takes the name "${feed.name}" of a built-in one. Give it another name.`,
    );
  }
  return feed;
}
