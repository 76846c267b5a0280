import * as v from "valibot";
import { parseRunVersion, parseVersion, type Version } from "../version.ts";
import { type Frozen, INTEGER } from "./parse.ts";

/** A version by its text: a manifest that was changed must not lead to any other file. */
export const VERSION = v.pipe(
  v.string(),
  v.check((text) => (parseVersion(text) ?? parseRunVersion(text)) !== undefined),
  v.transform((text) => text as Version),
);

const COLUMN = v.object({ name: v.string(), type: v.string(), unit: v.exactOptional(v.string()) });

/** What every manifest says. */
export const MANIFEST_SHAPE = {
  schema_version: v.literal(1),
  /** The folder of the dataset. */
  dataset: v.string(),
  version: VERSION,
  file: v.string(),
  sha256: v.string(),
  bytes: INTEGER,
  rows: INTEGER,
  columns: v.array(COLUMN),
  /** ISO 8601, UTC, as all times but those on the feed's own clock are. */
  published_at: v.string(),
  run_id: v.string(),
  program: v.string(),
  /** Which event of the inventory published it, and the inventory's hash before that event. */
  sequence: INTEGER,
  previous: v.string(),
  /** Present where the version is that of an earlier time than when it was made. */
  backfilled: v.exactOptional(v.literal(true)),
} as const;

const MANIFEST = v.object(MANIFEST_SHAPE);

/** A column of a published table. */
export type ManifestColumn = Frozen<v.InferOutput<typeof COLUMN>>;

/** What stands beside a published file, as its manifest: what it is and what it came from. */
export type Manifest<Details extends object = object> = Frozen<v.InferOutput<typeof MANIFEST>> & Details;

/** The schema of manifests of which nothing more is asked. */
export const ANY_MANIFEST = MANIFEST;

/**
 * A manifest as it is written: JSON for people and programs. What it lists has a line each, as a merge over a
 * year lists 8,760 snapshots, and a search for one should show all there is about it.
 */
export function manifestText(manifest: object): Uint8Array {
  const text = JSON.stringify(manifest, undefined, 2);
  // No string of JSON has a line end in it, so that those that are found are all between its values.
  const short = text.replace(
    /(\n {4,})\{\n +([^{}[\]]*?)\n +\}/g,
    (_, indent: string, inside: string) => `${indent}{ ${inside.replace(/\n +/g, " ")} }`,
  );
  return new TextEncoder().encode(`${short}\n`);
}
