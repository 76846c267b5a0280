import * as v from "valibot";
import { dataPackage, type Feed, feedChanges } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { DICTIONARY, FEED_RECORD } from "../layout.ts";
import { jsonOf, NOUNS, parsed } from "../manifests/mod.ts";
import { INTEGER } from "../manifests/parse.ts";
import type { DataFolder, LockedFolder } from "./data_folder.ts";

const TERMS = v.object({ mode: v.string(), at_most: v.number() });
const COLUMN = v.object({
  name: v.string(),
  path: v.exactOptional(v.string()),
  type: v.picklist(["integer", "number", "string", "datetime"]),
  format: v.exactOptional(v.picklist(["yyyymmddthh", "iso8601", "epoch_seconds", "epoch_milliseconds"])),
  meaning: v.string(),
  unit: v.exactOptional(v.string()),
  missing: v.exactOptional(v.array(v.union([v.string(), v.number()]))),
  minimum: v.exactOptional(v.number()),
  maximum: v.exactOptional(v.number()),
});

/** A feed as its folder's record has it, whose fields were checked when it was written. */
const RECORD = v.object({
  schema_version: v.literal(1),
  /** Which definition of the feed this is: the first, or one that something was added to. */
  definition: v.optional(INTEGER, 1),
  feed: v.object({
    name: v.string(),
    title: v.object({ en: v.string(), es: v.exactOptional(v.string()) }),
    attribution: v.string(),
    license: v.exactOptional(v.object({ title: v.string(), path: v.exactOptional(v.string()) })),
    synthetic: v.boolean(),
    noun: v.exactOptional(NOUNS),
    urls: v.tupleWithRest([v.string()], v.string()),
    public_urls: v.exactOptional(v.boolean()),
    headers: v.record(v.string(), v.string()),
    clock: v.string(),
    known_gaps: v.exactOptional(v.record(v.string(), v.string())),
    rows: v.exactOptional(v.string()),
    columns: v.array(COLUMN),
    key: v.tupleWithRest([v.string()], v.string()),
    time: v.string(),
    labels: v.array(v.string()),
    means: v.array(
      v.object({ name: v.string(), of: v.tupleWithRest([v.string()], v.string()), unit: v.string() }),
    ),
    expected: v.object({ towns: INTEGER, records_per_town: INTEGER }),
    contract: v.exactOptional(v.record(v.string(), TERMS)),
    max_age: v.exactOptional(v.record(v.string(), v.string())),
    caps: v.object({ body_bytes: INTEGER, text_bytes: INTEGER, rows: INTEGER, nesting: INTEGER }),
  }),
});

const WHAT = "The record of whose data folder this is,";

/**
 * The feed that a data folder belongs to, as its first ingest recorded it; undefined before.
 *
 * @throws {Failure} `contract` when the record was changed, `io` when it cannot be read
 *
 * @example
 * ```ts
 * (await feedOfFolder(data))?.name; // "smn-hourly"
 * ```
 */
export async function feedOfFolder(data: DataFolder): Promise<Feed | undefined> {
  return (await recordOf(data))?.feed;
}

async function recordOf({ objects }: DataFolder) {
  const found = await objects.get(FEED_RECORD);
  if (found === undefined) return undefined;
  const where = objects.where(FEED_RECORD);
  const { feed, definition } = parsed(RECORD, jsonOf(found.bytes, WHAT, where), WHAT, where);
  // Rules and modes of a contract are texts to the schema, which knows neither.
  return { feed: feed as unknown as Feed, definition };
}

/**
 * Makes sure that a data folder belongs to this feed: daily and hourly, or synthetic and real rows never meet.
 *
 * @throws {Failure} `config` when it belongs to another feed, or to one of this name whose columns, units, clock or
 * means are others
 *
 * @example
 * ```ts
 * await assertFeed(data, smnHourly);
 * ```
 */
export async function assertFeed(data: DataFolder, feed: Feed): Promise<void> {
  const owner = await feedOfFolder(data);
  if (owner === undefined) return;
  const { place } = data.objects;
  if (owner.name !== feed.name) {
    throw new Failure(
      "config",
      `The data folder "${place}" belongs to the feed "${owner.name}", not to "${feed.name}". Use another data folder.`,
    );
  }
  if (shape(owner) !== shape(feed)) {
    throw new Failure(
      "config",
      `The feed "${feed.name}" has other columns than when the data folder "${place}" was begun. Use another data folder.`,
    );
  }
  const { changed } = feedChanges(owner, feed);
  if (changed.length > 0) {
    throw new Failure(
      "config",
      `The feed "${feed.name}" has another meaning than when the data folder "${place}" was begun: ${changed.join("; ")}. Use another data folder.`,
    );
  }
}

/**
 * Records that a data folder belongs to this feed, and puts the data dictionary beside that. Where both are there they
 * stay, unless the feed has more than it had: that is added to both, as the feed's next definition.
 *
 * @param publicFeed the feed as it may be written
 * @returns what was added, such as `the mean "prec_mean"`
 * @throws {Failure} as {@linkcode assertFeed}; `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await claimFolder(held, publicFeed(feed)); // []
 * ```
 */
export async function claimFolder(held: LockedFolder, publicFeed: Feed): Promise<readonly string[]> {
  const { objects } = held;
  const first = textOf({ schema_version: 1, definition: 1, feed: publicFeed });
  const isFirst =
    (await objects.head(FEED_RECORD)) === undefined && (await objects.putNew(FEED_RECORD, first));
  const dictionary = textOf(dataPackage(publicFeed));
  if ((await objects.head(DICTIONARY)) === undefined) await objects.putNew(DICTIONARY, dictionary);
  if (isFirst) return [];
  await assertFeed(held, publicFeed);
  const owner = await recordOf(held);
  const { added } = owner === undefined ? { added: [] } : feedChanges(owner.feed, publicFeed);
  if (owner === undefined || added.length === 0) return [];
  // The record last: until it is written the next run does both again.
  await objects.replace(DICTIONARY, dictionary);
  const next = { schema_version: 1, definition: owner.definition + 1, feed: publicFeed };
  await objects.replace(FEED_RECORD, textOf(next));
  return added;
}

function textOf(content: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`);
}

/** What must stay the same for old and new tables to fit together. */
function shape({ columns, key, time }: Feed): string {
  return JSON.stringify([columns.map(({ name, type }) => [name, type]), key, time]);
}
