import * as v from "valibot";
import { Failure } from "../../errors/mod.ts";
import type { Feed } from "../feed.ts";
import { PLACE } from "../noun.ts";
import { feedIssue } from "./_feed_issue.ts";
import { type FeedProblem, feedProblems } from "./_feed_problems.ts";
import { FEED_SCHEMA, LEFT_OUT } from "./_feed_schema.ts";

/** How many problems one message names: enough to work on, and still one line. */
const SHOWN = 3;

/**
 * Asks for the body itself: one that is compressed on the way as well would have to be unpacked twice, and
 * a cut one would pass as whole.
 */
const PLAIN_BODY = { Accept: "*/*", "Accept-Encoding": "identity" };

/**
 * A complete {@linkcode Feed} from an untrusted description of one, such as a user's JSON file holds.
 *
 * Needed: `name`, `urls`, `clock`, `columns` (each with `name` and `type`), `key` and `time`. By default the
 * title is the name, its rows are about "places", the attribution is the first URL's host, a mean's unit is that of its first column, and
 * there are no labels and no means; `expected` is one record of one town; `caps` are 64 MB as served,
 * 400 MB inflated, a million rows and 20 levels of nesting. Given `headers` come on top of those that ask for a plain body.
 *
 * @param where The file that holds the description, as a message should name it.
 *
 * Throws a {@linkcode Failure} of kind `config` that names the file and each wrong part.
 *
 * @example
 * ```ts
 * const feed = parseFeed(JSON.parse(text), "feeds/mine.json");
 * ```
 */
export function parseFeed(value: unknown, where: string): Feed {
  const parsed = v.safeParse(FEED_SCHEMA, value);
  if (!parsed.success) throw wrongFeed(parsed.issues.map(feedIssue), where);
  const { $schema: _, ...given } = parsed.output;
  const unitOf = (column: string) => given.columns.find(({ name }) => name === column)?.unit ?? "";
  const feed: Feed = {
    ...given,
    columns: given.columns.map(({ unit, ...column }) => ({ ...column, ...(unit?.trim() ? { unit } : {}) })),
    contract: given.contract ?? { extra_column: LEFT_OUT },
    title: titleOf(given.title ?? given.name),
    noun:
      given.noun === undefined
        ? PLACE
        : { singular: titleOf(given.noun.singular), plural: titleOf(given.noun.plural) },
    attribution: given.attribution ?? new URL(given.urls[0]).host,
    headers: { ...PLAIN_BODY, ...given.headers },
    means: given.means.map((mean) => ({ ...mean, unit: mean.unit || unitOf(mean.of[0]) })),
  };
  const problems = feedProblems(feed);
  if (problems.length > 0) throw wrongFeed(problems, where);
  return feed;
}

/** A title that is one text is in every language the same. */
function titleOf(title: string | { readonly en: string; readonly es?: string }): Feed["title"] {
  return typeof title === "string" ? { en: title } : title;
}

function wrongFeed(problems: readonly FeedProblem[], where: string): Failure {
  const shown = problems
    .slice(0, SHOWN)
    .map(({ path, what }) => (path === "" ? `it ${what}` : `"${path}" ${what}`));
  const rest = problems.length > SHOWN ? ` (and ${problems.length - SHOWN} more)` : "";
  return new Failure(
    "config",
    `The feed in "${where}" is wrong: ${shown.join("; ")}${rest}. Correct the file.`,
  );
}
