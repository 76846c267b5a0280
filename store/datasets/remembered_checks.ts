import * as v from "valibot";
import { CHECKED } from "../layout.ts";
import type { ObjectInfo } from "../objects/object_store.ts";
import { readNote, writeNote } from "./_note.ts";
import type { DataFolder } from "./data_folder.ts";
import type { PublishedFile } from "./read_checked.ts";

/**
 * A file that was written a moment ago may be written again without a difference in its time of change, whose steps
 * are a few milliseconds long: such a check is not remembered.
 */
const SETTLED = 2_000;

const CHECKS = v.object({
  schema_version: v.literal(1),
  /** By name: the hash that was found, and what the file looked like from outside. */
  files: v.record(v.string(), v.tuple([v.string(), v.string()])),
});

/** Which published files were found to be what their manifests say. */
export type RememberedChecks = {
  readonly has: (file: PublishedFile, info: ObjectInfo) => boolean;
  readonly add: (file: PublishedFile, info: ObjectInfo) => void;
  /** Keeps what was added for the next process, if it can. */
  readonly save: () => Promise<void>;
};

/**
 * The checks that earlier processes remember in the data folder. It is a note that saves time, not data: one that is
 * not there, or is damaged, costs the reading of the files again.
 */
export async function rememberedChecks(data: DataFolder): Promise<RememberedChecks> {
  const known = new Map(Object.entries((await readNote(data, CHECKED, CHECKS))?.files ?? {}));
  let isNew = false;
  return {
    has: ({ name, sha256 }, { fingerprint }) => {
      const [hash, seen] = known.get(name) ?? [];
      return hash === sha256 && seen === fingerprint;
    },
    add: ({ name, sha256 }, { fingerprint, modified }) => {
      if (Date.now() - modified.getTime() < SETTLED) return;
      known.set(name, [sha256, fingerprint]);
      isNew = true;
    },
    save: async () => {
      if (isNew) await writeNote(data, CHECKED, { schema_version: 1, files: Object.fromEntries(known) });
    },
  };
}
