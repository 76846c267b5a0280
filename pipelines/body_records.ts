import type pl from "nodejs-polars";
import type { Feed } from "../configs/mod.ts";
import { readForecast } from "../engines/polars/mod.ts";
import { Failure } from "../errors/mod.ts";
import { columnReader, sortOutRows } from "../frames/mod.ts";
import { openBody } from "../io/body/open_body.ts";
import { wholeText } from "../io/body/whole_text.ts";
import { type DataFolder, RAW_FOLDER, readInventory, type SnapshotManifest } from "../store/mod.ts";
import { archivedForecast } from "./archived_forecast.ts";
import { contractOf } from "./contract_of.ts";

/**
 * Reads records of the feed body that a snapshot came from: out of the archive, sorted by town and time, where the body
 * itself is no longer kept.
 *
 * @param manifest of the snapshot; undefined where there is none yet
 * @param columns which of the feed's columns; all unless given
 * @returns records × columns
 * @throws {Failure} `no-input` when there is no snapshot yet, or its body is gone; `contract` when the body is not the
 * one that was kept
 *
 * @example
 * ```ts
 * const records = await recordsOfBody(data, await newestManifest(data, inventory, now), feed); // 285,708 × 20
 * ```
 */
export async function recordsOfBody(
  data: DataFolder,
  manifest: SnapshotManifest | undefined,
  feed: Feed,
  columns: readonly string[] = feed.columns.map(({ name }) => name),
): Promise<pl.DataFrame> {
  const { objects } = data;
  if (manifest === undefined) {
    const folder = objects.where(RAW_FOLDER);
    throw new Failure("no-input", `Found no feed body in "${folder}". Run "municlima ingest" first.`);
  }
  const { raw, sha256 } = manifest.source;
  const where = objects.where(raw);
  const body = await objects.get(raw);
  if (body === undefined) {
    const archived = await archivedForecast(data, await readInventory(data), manifest);
    if (archived !== undefined) return await readForecast(archived, columns);
    const message = `The feed body "${where}" is missing. Restore it from a backup, or run "municlima ingest" again.`;
    throw new Failure("no-input", message);
  }
  const read = await openBody(body.bytes, feed.caps, where, () => columnReader(feed, columns)).catch(
    (cause) => {
      if (cause instanceof Failure && cause.kind === "upstream") throw changed(where, cause);
      throw cause;
    },
  );
  if (read.sha256 !== sha256) throw changed(where);
  if (read.text !== undefined) return read.text;
  // A body that is not as regular as most takes the exact way.
  const { text } = await openBody(body.bytes, feed.caps, where, wholeText);
  return sortOutRows(text, feed, contractOf(feed, LENIENT), where).frame.select(...columns);
}

/** It was taken as it is once, or without some rows: so it is again, whatever the settings say now. */
const LENIENT = { badRows: "quarantine", outOfRange: "keep" } as const;

function changed(where: string, cause?: unknown): Failure {
  const message = `The feed body "${where}" was changed since it was kept. Restore it from a backup, or ingest again.`;
  return new Failure("contract", message, { cause });
}
