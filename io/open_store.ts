import { homedir } from "node:os";
import { join } from "node:path";
import { Failure } from "../errors/mod.ts";
import { isS3, localStore, type ObjectStore } from "../store/objects/mod.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** In megabytes: what the copies of objects in a bucket may take on this machine, unless it is said otherwise. */
const COPIES = 4_000;
const MEGABYTE = 1e6;
const STORAGE_CLASSES = [
  ...["STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR"],
  ...["REDUCED_REDUNDANCY", "EXPRESS_ONEZONE"],
];
const ADDRESSING = ["path", "virtual"] as const;

/**
 * Opens what is at a place: a folder of this machine, or one in a bucket. Code that speaks to buckets is loaded for a
 * bucket alone.
 *
 * @param place a path, or s3://bucket/folder
 * @param cacheDir where copies of what is in a bucket are kept; what begins with "~/" is in the user's home
 * @param environment with the credentials, and with how the bucket is spoken to
 * @throws {Failure} `config` when the address, or a variable, says what cannot be
 *
 * @example
 * ```ts
 * const objects = await openStore("s3://weather/hourly", "~/.cache/municlima", process.env);
 * ```
 */
export async function openStore(
  place: string,
  cacheDir: string = "~/.cache/municlima",
  environment: Environment = process.env,
): Promise<ObjectStore> {
  if (!isS3(place)) return localStore(place);
  const [{ fileCache, s3Place, s3Store }, { awsCredentials }, { awsRegion }] = await Promise.all([
    import("../store/objects/s3/mod.ts"),
    import("./aws/aws_credentials.ts"),
    import("./aws/aws_region.ts"),
  ]);
  const endpoint = endpointIn(environment);
  const encryption = encryptionIn(environment);
  const storageClass = chosen("MUNICLIMA_S3_STORAGE_CLASS", STORAGE_CLASSES, environment);
  return s3Store({
    ...s3Place(place),
    endpoint,
    region: await awsRegion(environment, endpoint),
    credentials: awsCredentials(environment),
    addressing: chosen("MUNICLIMA_S3_ADDRESSING", ADDRESSING, environment),
    ...(encryption === undefined ? {} : { encryption }),
    storageClass,
    copies: fileCache(folderOf(cacheDir, environment), boundIn(environment)),
  });
}

/** The user's own folder, where the path begins with it. */
function folderOf(path: string, environment: Environment): string {
  return path.startsWith("~/") ? join(environment.HOME || homedir(), path.slice(2)) : path;
}

function endpointIn(environment: Environment): string | undefined {
  const endpoint = environment.AWS_ENDPOINT_URL_S3 || environment.AWS_ENDPOINT_URL || undefined;
  if (endpoint === undefined) return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isPlain = url?.username === "" && url.password === "" && url.search === "";
  if (isPlain && /^https?:$/.test(url.protocol)) return endpoint;
  // What is no URL, or has more in it than a server's name, may have a secret in it.
  throw new Failure(
    "config",
    "AWS_ENDPOINT_URL is not the URL of a server. Set one such as http://127.0.0.1:7070, without a user or a query.",
  );
}

/** `AES256`, `aws:kms`, or `aws:kms:` and the key's id or ARN. */
function encryptionIn(environment: Environment) {
  const given = environment.MUNICLIMA_S3_ENCRYPTION || undefined;
  if (given === undefined) return undefined;
  const [, algorithm, key] = /^(AES256|aws:kms)(?::(.+))?$/.exec(given) ?? [];
  if (algorithm === "AES256" && key === undefined) return { algorithm } as const;
  if (algorithm === "aws:kms") return { algorithm, key } as const;
  const message = `MUNICLIMA_S3_ENCRYPTION is "${given}". Use AES256, aws:kms, or aws:kms:<key>.`;
  throw new Failure("config", message);
}

function chosen<Choice extends string>(
  variable: string,
  choices: readonly Choice[],
  environment: Environment,
): Choice | undefined {
  const given = environment[variable] || undefined;
  const found = choices.find((choice) => choice === given);
  if (given === undefined || found !== undefined) return found;
  throw new Failure("config", `${variable} is "${given}". Use one of ${choices.join(", ")}.`);
}

function boundIn(environment: Environment): number {
  const given = environment.MUNICLIMA_CACHE_MEGABYTES || String(COPIES);
  if (/^\d{1,9}$/.test(given)) return Number(given) * MEGABYTE;
  throw new Failure("config", `MUNICLIMA_CACHE_MEGABYTES is "${given}". Use a whole number of megabytes.`);
}
