/** Stored objects: the port, and the files of a folder. Who needs a store in memory takes it from `memory/`. */

export { type FileSystem, realFileSystem } from "./local/file_system.ts";
export { type FreeSpace, freeSpace } from "./local/free_space.ts";
export { localStore } from "./local/local_store.ts";
export { type Content, overwriteFile, type Written } from "./local/overwrite_file.ts";
export { standardStream } from "./local/standard_stream.ts";
export type { Digest, ObjectInfo, ObjectStore, ProofOfLife, StoredObject } from "./object_store.ts";
export { absolutePlace, placeIn } from "./places.ts";
export type { AwsCredentials } from "./s3/s3_options.ts";
export { isS3 } from "./s3/s3_place.ts";
