/** Stored objects: the port, and the two places where objects can be kept. */
export { type FileSystem, realFileSystem } from "./local/file_system.ts";
export { localStore } from "./local/local_store.ts";
export { overwriteFile } from "./local/overwrite_file.ts";
export { memoryStore } from "./memory/memory_store.ts";
export type { Digest, ObjectInfo, ObjectStore, ProofOfLife, StoredObject } from "./object_store.ts";
