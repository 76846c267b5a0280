import { Failure } from "../../../errors/mod.ts";
import { isName } from "../names.ts";

/** A bucket, and the folder in it whose objects are meant: "" for all, else parts that each end with a slash. */
export type S3Place = { readonly bucket: string; readonly prefix: string };

const SCHEME = "s3://";
/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Whether a place is a bucket's, and no folder of this machine. */
export function isS3(place: string): boolean {
  return place.startsWith(SCHEME);
}

/**
 * The bucket and the folder in it that an address names.
 *
 * @throws {Failure} `config` when it names none
 *
 * @example
 * ```ts
 * s3Place("s3://weather/hourly"); // { bucket: "weather", prefix: "hourly/" }
 * ```
 */
export function s3Place(address: string): S3Place {
  const [bucket = "", ...parts] = address.slice(SCHEME.length).replace(/\/+$/, "").split("/");
  const folder = parts.join("/");
  if (!isS3(address) || !BUCKET.test(bucket) || (folder !== "" && !isName(folder))) {
    const message = `"${address}" is no place in a bucket. Write s3://bucket/folder, with letters, digits and "-", "_", "." or "=" in the folder's name.`;
    throw new Failure("config", message);
  }
  return { bucket, prefix: folder === "" ? "" : `${folder}/` };
}
