import * as v from "valibot";
import { folderOf, ORIGINS } from "../layout.ts";
import { SNAPSHOT_MANIFEST } from "../manifests/mod.ts";
import type { Version } from "../version.ts";
import { readNote, writeNote } from "./_note.ts";
import type { DataFolder } from "./data_folder.ts";
import { eachOf } from "./each_of.ts";
import type { Inventory } from "./inventory.ts";
import { readManifest } from "./read_manifest.ts";

/** What a snapshot came from. */
export type SnapshotOrigin = {
  /** The name of its feed body, and the SHA-256 of that one's text. */
  readonly raw: string;
  readonly sha256: string;
  /** The name of the file of its quarantined rows; null where it has none. */
  readonly quarantine: string | null;
};

const NOTE = v.object({
  schema_version: v.literal(1),
  /** By version: the hash of the manifest that says it, the body, the hash of its text, the quarantined rows. */
  snapshots: v.record(v.string(), v.tuple([v.string(), v.string(), v.string(), v.nullable(v.string())])),
});

/** The manifests of fewer snapshots are read sooner than a note of all of them. */
const MANY = 256;

/**
 * What each of the snapshots that count came from, in the order of versions. What manifests say is remembered in the
 * data folder, where there are many, in a note that saves time: without it all are read again.
 *
 * @param mayRemember false reads each manifest, as whoever removes what nothing came from should
 * @throws {Failure} `contract` when a manifest that has to be read is missing or was changed, `io` when it cannot be read
 *
 * @example
 * ```ts
 * (await snapshotOrigins(data, inventory)).get(version)?.raw; // "raw/2c26b46b68ffc68f.json.gz"
 * ```
 */
export async function snapshotOrigins(
  data: DataFolder,
  inventory: Inventory,
  mayRemember = true,
): Promise<ReadonlyMap<Version, SnapshotOrigin>> {
  const folder = folderOf("snapshots");
  const manifests = inventory.tables.get(folder) ?? new Map<Version, string>();
  const isMany = manifests.size >= MANY;
  const note = isMany && mayRemember ? await readNote(data, ORIGINS, NOTE) : undefined;
  const known = note?.snapshots ?? {};
  let isNew = false;
  const read = async ([version, manifest]: readonly [Version, string]) => {
    const [of, raw = "", sha256 = "", quarantine = null] = known[version] ?? [];
    if (of === manifest) return [version, { raw, sha256, quarantine }] as const;
    const said = await readManifest(data, inventory, folder, version, SNAPSHOT_MANIFEST);
    isNew = true;
    return [
      version,
      {
        raw: said.source.raw,
        sha256: said.source.sha256,
        quarantine: said.quarantine?.file ?? null,
      },
    ] as const;
  };
  const origins = new Map(await eachOf([...manifests], read));
  if (isNew && isMany) {
    const snapshots = [...origins].map(([version, { raw, sha256, quarantine }]) => [
      version,
      [manifests.get(version), raw, sha256, quarantine],
    ]);
    await writeNote(data, ORIGINS, { schema_version: 1, snapshots: Object.fromEntries(snapshots) });
  }
  return origins;
}
