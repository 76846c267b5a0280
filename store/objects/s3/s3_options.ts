import type { FileCache } from "../local/file_cache.ts";
import type { S3Place } from "./s3_place.ts";

/** What requests are signed with. Nothing of it is ever printed or written. */
export type AwsCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
};

/** Where a bucket is, how it is spoken to, and how what is put into it is kept. */
export type S3Options = S3Place & {
  /** Asked before each request, as some expire. */
  readonly credentials: () => Promise<AwsCredentials>;
  readonly region: string;
  /** Of a server that is not Amazon's, such as "http://127.0.0.1:7070". */
  readonly endpoint?: string | undefined;
  /** Whether the bucket's name stands in the path of a URL or in its host; unless given, in the path at an `endpoint` alone. */
  readonly addressing?: "path" | "virtual" | undefined;
  /** The bucket's own default unless given. */
  readonly encryption?: { readonly algorithm: "AES256" | "aws:kms"; readonly key?: string | undefined };
  /** Of objects that never change; what is replaced often stays in "STANDARD". */
  readonly storageClass?: string | undefined;
  /** Where copies are kept on this machine for those who read files. */
  readonly copies: FileCache;
  /** How many names `list()` asks for at a time. */
  readonly pageSize?: number;
  /** In bytes: what is larger is sent in parts of at least this size. */
  readonly partSize?: number;
};

/** What a store in a bucket needs from the outside world. */
export type S3Effects = {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
};
