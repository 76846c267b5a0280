/** Stored objects: the port, and the files of a folder. Who needs a store in memory takes it from `memory/`. */
export { type FileSystem, realFileSystem } from "./local/file_system.ts";
export { localStore } from "./local/local_store.ts";
export { overwriteFile } from "./local/overwrite_file.ts";
export type { Digest, ObjectInfo, ObjectStore, ProofOfLife, StoredObject } from "./object_store.ts";
