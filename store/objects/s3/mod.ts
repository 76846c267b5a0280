/** Objects in a bucket: who has none does without these. */
export { fileCache } from "../local/file_cache.ts";
export type { S3Options } from "./s3_options.ts";
export { s3Place } from "./s3_place.ts";
export { s3Store } from "./s3_store.ts";
