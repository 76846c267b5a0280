import type { FileHandle } from "node:fs/promises";
import { type FileSystem, realFileSystem } from "../../../store/objects/mod.ts";

/** The real file system, but that it waits for no disk: for tests of thousands of runs, none of which loses power. */
export const hastyFiles: FileSystem = {
  ...realFileSystem,
  open: async (...given) => {
    const file = await realFileSystem.open(...given);
    file.sync = (async () => undefined) as FileHandle["sync"];
    return file;
  },
};
