import * as z from "zod/mini";
import { parseVersion, type Version } from "../version.ts";
import type { Frozen } from "./parse.ts";

/** A version by its text: a manifest that was changed must not lead to any other file. */
export const VERSION = z.pipe(
  z.string().check(z.refine((text) => parseVersion(text) !== undefined)),
  z.transform((text) => text as Version),
);

const COLUMN = z.object({ name: z.string(), type: z.string(), unit: z.exactOptional(z.string()) });

/** What every manifest says. */
export const MANIFEST_SHAPE = {
  schema_version: z.literal(1),
  /** The folder of the dataset. */
  dataset: z.string(),
  version: VERSION,
  file: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  rows: z.int(),
  columns: z.array(COLUMN),
  /** ISO 8601, UTC, as all times but those on the feed's own clock are. */
  published_at: z.string(),
  run_id: z.string(),
  program: z.string(),
  /** Which event of the inventory published it, and the inventory's hash before that event. */
  sequence: z.int(),
  previous: z.string(),
} as const;

const MANIFEST = z.object(MANIFEST_SHAPE);

/** A column of a published table. */
export type ManifestColumn = Frozen<z.output<typeof COLUMN>>;

/** What stands beside a published file, as `<version>.manifest.json`: what it is and what it came from. */
export type Manifest<Details extends object = object> = Frozen<z.output<typeof MANIFEST>> & Details;

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
