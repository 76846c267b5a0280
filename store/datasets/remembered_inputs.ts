import * as v from "valibot";
import { INPUTS } from "../layout.ts";
import type { SnapshotInput } from "../manifests/mod.ts";
import { INTEGER } from "../manifests/parse.ts";
import type { Version } from "../version.ts";
import { readNote, writeNote } from "./_note.ts";
import type { DataFolder } from "./data_folder.ts";

const NOTE = v.object({
  schema_version: v.literal(1),
  /** By version: the SHA-256 of its manifest, then what the manifest says of the table. */
  snapshots: v.record(v.string(), v.tuple([v.string(), v.string(), INTEGER, INTEGER, v.string(), INTEGER])),
});

/** What is known of snapshots by their manifests, without reading those again. */
export type RememberedInputs = {
  /** @param manifest the SHA-256 of its manifest, by the inventory */
  readonly get: (version: Version, manifest: string | undefined) => SnapshotInput | undefined;
  readonly add: (input: SnapshotInput, manifest: string | undefined) => void;
  /** Keeps what was added for the next process, if it can. */
  readonly save: () => Promise<void>;
};

/**
 * What earlier processes noted of the manifests of snapshots: a year has thousands, and each is a file. A manifest
 * never changes, and the inventory has its hash; a note of another hash is none. That a manifest is missing shows in
 * `status` and `verify`.
 */
export async function rememberedInputs(data: DataFolder): Promise<RememberedInputs> {
  const known = new Map(Object.entries((await readNote(data, INPUTS, NOTE))?.snapshots ?? {}));
  let isNew = false;
  return {
    get: (version, manifest) => {
      const [hash, sha256 = "", bytes = 0, rows = 0, model_run = "", values_out_of_range = 0] =
        known.get(version) ?? [];
      return hash !== undefined && hash === manifest
        ? { version, sha256, bytes, rows, model_run, values_out_of_range }
        : undefined;
    },
    add: ({ version, sha256, bytes, rows, model_run, values_out_of_range }, manifest) => {
      if (manifest === undefined) return;
      known.set(version, [manifest, sha256, bytes, rows, model_run, values_out_of_range]);
      isNew = true;
    },
    save: async () => {
      if (isNew) await writeNote(data, INPUTS, { schema_version: 1, snapshots: Object.fromEntries(known) });
    },
  };
}
