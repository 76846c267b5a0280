import { createHash } from "node:crypto";
import * as v from "valibot";
import { manifestName, SIZES, tableName } from "../layout.ts";
import type { Version } from "../version.ts";
import { readNote, writeNote } from "./_note.ts";
import type { DataFolder } from "./data_folder.ts";
import { eachOf } from "./each_of.ts";
import type { Inventory } from "./inventory.ts";

const NOTE = v.object({
  schema_version: v.literal(1),
  /** By the hash of some tables' names and manifests: how many bytes their files have. */
  bytes: v.record(v.string(), v.number()),
});

/** Fewer files are looked at sooner than a note of them. */
const MANY = 256;
/** So many sums are kept: of both files of each table of a day there is one, and of those of them that a prune takes. */
const KEPT = 1 << 15;
/** A day, in names that begin with a version. */
const DAY = "YYYYMMDD".length;
const VERSION = "YYYYMMDD_HHMMSS".length;
const MANIFEST = ".manifest.json";

/**
 * How many bytes some files have, list by list; one that is not there has none. Of what is published by the inventory
 * the sums of days are remembered in the data folder, in a note that saves time: such files never change, so that a sum
 * holds as long as the same files are there and the inventory has the same manifests of them. That one was changed
 * nevertheless is what `verify` finds.
 *
 * @param lists names of files
 * @throws {Failure} `io` when one cannot be looked at
 *
 * @example
 * ```ts
 * await fileSizes(data, inventory, [["data_merged/20261124_140000.csv"], []]); // [431_207, 0]
 * ```
 */
export async function fileSizes(
  data: DataFolder,
  { tables }: Pick<Inventory, "tables">,
  lists: readonly (readonly string[])[],
): Promise<number[]> {
  const isMany = lists.reduce((sum, names) => sum + names.length, 0) >= MANY;
  const known = new Map(
    Object.entries((isMany ? await readNote(data, SIZES, NOTE) : undefined)?.bytes ?? {}),
  );
  let isNew = false;
  const sums: number[] = [];
  for (const names of lists) {
    const { days, others } = byDay(names, tables);
    let { sum } = await measured(data, isMany ? others : names);
    for (const { names, hash } of isMany ? days : []) {
      const before = known.get(hash);
      const { sum: bytes, isWhole } =
        before === undefined ? await measured(data, names) : { sum: before, isWhole: true };
      // What is missing now may be restored.
      if (before === undefined && isWhole) {
        known.set(hash, bytes);
        isNew = true;
      }
      sum += bytes;
    }
    sums.push(sum);
  }
  if (isNew) {
    const bytes = Object.fromEntries([...known].slice(-KEPT));
    await writeNote(data, SIZES, { schema_version: 1, bytes });
  }
  return sums;
}

async function measured(
  { objects }: DataFolder,
  names: readonly string[],
): Promise<{ readonly sum: number; readonly isWhole: boolean }> {
  const sizes = await eachOf(names, async (name) => (await objects.head(name))?.size);
  const sum = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  return { sum, isWhole: !sizes.includes(undefined) };
}

/** The files of published tables by dataset and day, each day with the hash of what they are, and all others. */
function byDay(
  names: readonly string[],
  tables: Inventory["tables"],
): {
  readonly days: { readonly names: readonly string[]; readonly hash: string }[];
  readonly others: string[];
} {
  const days = new Map<string, { readonly names: string[]; text: string }>();
  const others: string[] = [];
  for (const name of names) {
    const start = name.lastIndexOf("/") + 1;
    const folder = name.slice(0, start - 1);
    const version = name.slice(start, start + VERSION) as Version;
    const manifest = tables.get(folder)?.get(version);
    const fileName = name.endsWith(MANIFEST) ? manifestName : tableName;
    const isPublished = manifest !== undefined && name === fileName(folder, version);
    if (!isPublished) {
      others.push(name);
      continue;
    }
    const key = name.slice(0, start + DAY);
    const day = days.get(key) ?? { names: [], text: "" };
    days.set(key, day);
    day.names.push(name);
    day.text += `${name.slice(start + DAY)} ${manifest}\n`;
  }
  const hashed = [...days.values()].map(({ names, text }) => ({
    names,
    hash: createHash("sha256").update(text).digest("hex").slice(0, 32),
  }));
  return { days: hashed, others };
}
