import { createHash } from "node:crypto";
import type { Version } from "./version.ts";

/** A column of a published file. */
export type ManifestColumn = {
  readonly name: string;
  readonly type: string;
  readonly unit?: string;
};

/** What stands beside a published file, as `<version>.manifest.json`: what it is and what it came from. */
export type Manifest<Details extends object = object> = {
  readonly schema_version: 1;
  readonly dataset: string;
  readonly version: Version;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly ManifestColumn[];
  /** ISO 8601, UTC, as all times but those on the feed's own clock are. */
  readonly published_at: string;
  readonly run_id: string;
  readonly program: string;
} & Details;

/**
 * The SHA-256 of some bytes, in hexadecimal.
 *
 * @example
 * ```ts
 * sha256(new Uint8Array()); // "e3b0c442…"
 * ```
 */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
