import { fileCache } from "../../../store/objects/local/file_cache.ts";
import type { ObjectStore } from "../../../store/objects/mod.ts";
import type { S3Effects, S3Options } from "../../../store/objects/s3/s3_options.ts";
import { s3Store } from "../../../store/objects/s3/s3_store.ts";
import type { S3Server } from "./versitygw.ts";

let folders = 0;

/**
 * A store in a folder of a server's bucket: one that nothing is in yet, unless its name is given. It waits no longer
 * than a few milliseconds before it sends a request again.
 *
 * @param copies the folder for copies
 */
export function bucketStore(
  server: Pick<S3Server, "endpoint" | "bucket" | "environment">,
  copies: string,
  { folder = `folder-${++folders}`, ...more }: Partial<S3Options> & { readonly folder?: string } = {},
  effects: Partial<S3Effects> = {},
): ObjectStore {
  return s3Store(
    {
      bucket: server.bucket,
      prefix: `${folder}/`,
      endpoint: server.endpoint,
      region: "us-east-1",
      credentials: async () => ({
        accessKeyId: server.environment.AWS_ACCESS_KEY_ID ?? "",
        secretAccessKey: server.environment.AWS_SECRET_ACCESS_KEY ?? "",
      }),
      copies: fileCache(copies, 1e9),
      ...more,
    },
    {
      fetch: (request) => fetch(request),
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / 20)),
      random: Math.random,
      ...effects,
    },
  );
}
