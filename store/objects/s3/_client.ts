import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { type Deed, refusedFailure, unreachableFailure } from "./_failures.ts";
import type { S3Effects, S3Options } from "./s3_options.ts";

/** A request, as far as it is not the same for all. */
export type Ask<T> = {
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  /** The object's key; undefined for the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** What else than 200 is an answer. */
  readonly also?: readonly number[];
  /** For messages. */
  readonly deed: Deed;
  readonly where: string;
  /** Reads the reply; when it throws, the request is sent again. */
  readonly read: (reply: Response) => Promise<T>;
};

/** A reply that was read. */
export type Answer<T> = {
  readonly status: number;
  readonly headers: Headers;
  readonly value: T;
};

/** A reply that is not what it should be, and is asked for again. */
export class BrokenReply extends Error {}

const ATTEMPTS = 7;
/** In milliseconds: the first wait, doubled each time up to the longest, each between half and one and a half of it. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;
/** In milliseconds: how long the first byte of a reply may take, and how much longer for each byte that is sent. */
const PATIENCE = 60_000;
const PER_BYTE = 1 / 100;
const TRANSIENT = new Set([408, 409, 429, 500, 502, 503, 504]);
/** What was damaged on its way is sent again. */
const DAMAGED = new Set([
  ...["BadDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"],
  ...["IncompleteBody", "RequestTimeout", "InvalidDigest"],
]);

/** Sends signed requests to a bucket, again and again while that may help. */
export type S3Client = <T>(ask: Ask<T>) => Promise<Answer<T>>;

/**
 * What speaks with a bucket: signs each request, its body's SHA-256 included, and sends it again after a reply that was
 * lost or says that a later attempt may succeed.
 *
 * @throws {Failure} `permission`, `cannot-create`, `config` or `io` for whatever else the server says
 */
export function s3Client(options: S3Options, effects: S3Effects): S3Client {
  const { bucket, region, credentials } = options;
  const base = baseUrl(options);
  const sign = async (url: URL, ask: Ask<unknown>, signal: AbortSignal): Promise<Request> => {
    const { method, headers, body } = ask;
    const client = new AwsClient({ ...plain(await credentials()), region, service: "s3", retries: 0 });
    const hash = createHash("sha256")
      .update(body ?? "")
      .digest("hex");
    return await client.sign(url, {
      method,
      headers: { ...headers, "x-amz-content-sha256": hash },
      redirect: "manual",
      signal,
      ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
    });
  };

  return async (ask) => {
    const url = new URL(`${base}/${ask.key === undefined ? "" : encoded(ask.key)}`);
    for (const [name, value] of Object.entries(ask.query ?? {})) url.searchParams.set(name, value);
    for (let attempt = 1; ; attempt++) {
      const isLast = attempt === ATTEMPTS;
      const controller = new AbortController();
      const request = await sign(url, ask, controller.signal);
      const giveUp = () => controller.abort(new BrokenReply("no reply in time"));
      const timer = setTimeout(giveUp, PATIENCE + (ask.body?.length ?? 0) * PER_BYTE);
      try {
        const reply = await effects.fetch(request).finally(() => clearTimeout(timer));
        if (reply.ok || ask.also?.includes(reply.status)) {
          const { status, headers } = reply;
          return { status, headers, value: await ask.read(reply) };
        }
        const code = /<Code>([^<]*)<\/Code>/.exec(await reply.text())?.[1] ?? "";
        const mayHelp = TRANSIENT.has(reply.status) || DAMAGED.has(code);
        const { status, headers } = reply;
        if (!mayHelp || isLast) throw refusedFailure({ status, code, headers }, ask.deed, ask.where, bucket);
      } catch (error) {
        if (!isOfNetwork(error)) throw error;
        if (isLast) throw unreachableFailure(error, ask.deed, ask.where, url.host);
      }
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
      await effects.sleep(wait * (0.5 + effects.random()));
    }
  };
}

/** Where the keys of a bucket begin: its name in the path, or in the host. */
function baseUrl({ bucket, region, endpoint, addressing }: S3Options): string {
  const url = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  // A certificate for all buckets does not hold for a name with dots in it.
  const inPath =
    addressing === undefined ? endpoint !== undefined || bucket.includes(".") : addressing === "path";
  const path = url.pathname.replace(/\/+$/, "");
  return inPath ? `${url.origin}${path}/${bucket}` : `${url.protocol}//${bucket}.${url.host}${path}`;
}

function encoded(key: string): string {
  return key.split("/").map(encodeURIComponent).join("/");
}

function plain({
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: Awaited<ReturnType<S3Options["credentials"]>>) {
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** Whether the way to the server is what failed, or a reply that was cut short: Node's fetch says so by a TypeError with a cause. */
function isOfNetwork(error: unknown): boolean {
  if (error instanceof BrokenReply) return true;
  if (!(error instanceof Error)) return false;
  return error instanceof TypeError ? error.cause !== undefined || error.message === "terminated" : false;
}
