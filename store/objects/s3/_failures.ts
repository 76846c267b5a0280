import { Failure } from "../../../errors/mod.ts";

/** What was to be done with an object, or with the objects of a folder. */
export type Deed = "read" | "write" | "remove";

/** What a server says instead of doing what it was asked. */
export type Refusal = {
  readonly status: number;
  /** S3's own word for it, such as "NoSuchBucket"; empty where the reply had none. */
  readonly code: string;
  readonly headers: Headers;
};

const CREDENTIALS = new Set([
  ...["InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken"],
  ...["TokenRefreshRequired", "InvalidClientTokenId", "UnrecognizedClientException"],
]);
const WRONG_REGION = new Set([
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
]);

/** The failure that a refusal means, with what to do next. */
export function refusedFailure(
  { status, code, headers }: Refusal,
  deed: Deed,
  where: string,
  bucket: string,
): Failure {
  const cannot = `Cannot ${deed} "${where}"`;
  const said = code === "" ? String(status) : `${status} ${code}`;
  if (CREDENTIALS.has(code)) {
    const advice =
      "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or the profile in AWS_PROFILE";
    return new Failure("permission", `${cannot}: the server refuses the credentials (${code}). ${advice}.`);
  }
  if (code === "RequestTimeTooSkewed") {
    const theirs = headers.get("date") ?? "unknown";
    const message = `${cannot}: this machine's clock is wrong, as the server's says "${theirs}". Set the clock and run again.`;
    return new Failure("config", message);
  }
  if (code === "NoSuchBucket") {
    return new Failure(
      "config",
      `${cannot}: there is no bucket "${bucket}". Create it, or correct its name.`,
    );
  }
  const region = headers.get("x-amz-bucket-region");
  if (WRONG_REGION.has(code) || status === 301) {
    const advice = region === null ? "Set AWS_REGION to the bucket's" : `Set AWS_REGION=${region}`;
    return new Failure("config", `${cannot}: the bucket "${bucket}" is in another region. ${advice}.`);
  }
  if (status === 401 || status === 403) {
    const right = {
      read: "s3:GetObject and s3:ListBucket",
      write: "s3:PutObject",
      remove: "s3:DeleteObject",
    }[deed];
    return new Failure(
      deed === "write" ? "cannot-create" : "permission",
      `${cannot}: the server denies it (${said}). Give these credentials ${right} on the bucket "${bucket}".`,
    );
  }
  return new Failure("io", `${cannot}: the server answers ${said}. Run again.`);
}

/** The failure that a server which cannot be reached means, after some attempts. */
export function unreachableFailure(cause: unknown, deed: Deed, where: string, host: string): Failure {
  const { cause: inner, message } = cause as Error & { readonly cause?: NodeJS.ErrnoException };
  const why = inner?.code ?? inner?.message ?? message;
  return new Failure(
    "io",
    `Cannot ${deed} "${where}": "${host}" gives no answer (${why}). Check the network, and the endpoint in AWS_ENDPOINT_URL, and run again.`,
    { cause },
  );
}
