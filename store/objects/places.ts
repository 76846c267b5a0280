import { join, resolve } from "node:path";
import { isS3 } from "./s3/s3_place.ts";

/**
 * A place by a name that means the same wherever a process was started: a bucket's address as it is, a folder's path
 * from the root.
 *
 * @example
 * ```ts
 * absolutePlace("data"); // "/srv/municlima/data"
 * absolutePlace("s3://weather/hourly/"); // "s3://weather/hourly"
 * ```
 */
export function absolutePlace(place: string): string {
  return isS3(place) ? place.replace(/\/+$/, "") : resolve(place);
}

/**
 * The place of a folder within another one.
 *
 * @example
 * ```ts
 * placeIn("s3://weather/", "demo"); // "s3://weather/demo"
 * ```
 */
export function placeIn(place: string, folder: string): string {
  return isS3(place) ? `${absolutePlace(place)}/${folder}` : join(place, folder);
}
