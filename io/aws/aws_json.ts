import { AwsClient } from "aws4fetch";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../effects.ts";
import { awsCredentials } from "./aws_credentials.ts";
import { awsRegion } from "./aws_region.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** A service of Amazon's that is spoken to in JSON, each with the name that stands before its actions. */
const SERVICES = {
  athena: { target: "AmazonAthena", title: "Athena" },
  glue: { target: "AWSGlue", title: "Glue" },
} as const;
export type AwsService = keyof typeof SERVICES;

/** Asks a service to do something. @param expected errors that are an answer: one of these is given as `{ error }` */
export type AwsJson = (
  action: string,
  body: object,
  expected?: readonly string[],
) => Promise<Readonly<Record<string, unknown>>>;

const ATTEMPTS = 6;
/** In milliseconds: the first wait, doubled each time, each between half and one and a half of it. */
const FIRST_WAIT = 200;
/** In milliseconds: how long a reply may take. */
const PATIENCE = 30_000;
const THROTTLED =
  /^(Throttling|TooManyRequests|RequestLimitExceeded|ProvisionedThroughput|SlowDown|Concurrent)/;
const DENIED = /^(AccessDenied|UnauthorizedOperation|NotAuthorized)/;
const CREDENTIALS =
  /^(UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|ExpiredToken|InvalidClientToken|IncompleteSignature|MissingAuthentication|InvalidAccessKey)/;

/**
 * Speaks with a service of Amazon's by signed requests, sent again after a reply that was lost, was an error of the
 * server's own, or asked for patience. `AWS_ENDPOINT_URL_ATHENA`, `AWS_ENDPOINT_URL_GLUE` or `AWS_ENDPOINT_URL` name
 * another server.
 *
 * @returns what asks; it fails with `permission` when the credentials are refused or lack a right, with `usage` when the
 * service does not take what it is asked, with `io` when it gives no answer
 *
 * @example
 * ```ts
 * const glue = awsJson("glue", process.env);
 * await glue("GetTable", { DatabaseName: "municlima", Name: "snapshots" }, ["EntityNotFoundException"]);
 * ```
 */
export function awsJson(
  service: AwsService,
  environment: Environment,
  effects: Pick<Effects, "sleep" | "random"> = realEffects,
): AwsJson {
  const { target, title } = SERVICES[service];
  const credentials = awsCredentials(environment);
  return async (action, body, expected = []) => {
    const endpoint = endpointOf(service, environment);
    const region = await awsRegion(environment, endpoint);
    const url = endpoint ?? `https://${service}.${region}.amazonaws.com/`;
    for (let attempt = 1; ; attempt++) {
      const reply = await send(url, { region, service, target: `${target}.${action}`, body }, credentials);
      if ("value" in reply) return reply.value;
      const mayHelp = "cause" in reply || reply.status >= 500 || THROTTLED.test(reply.error);
      if (!mayHelp || attempt === ATTEMPTS) {
        if ("error" in reply && expected.includes(reply.error)) return { error: reply.error };
        throw failureOf(reply, `${title} does not do "${action}"`, new URL(url).host);
      }
      await effects.sleep(FIRST_WAIT * 2 ** (attempt - 1) * (0.5 + effects.random()));
    }
  };
}

type Reply =
  | { readonly value: Readonly<Record<string, unknown>> }
  | { readonly status: number; readonly error: string; readonly said: string }
  | { readonly cause: unknown };

async function send(
  url: string,
  ask: { readonly region: string; readonly service: string; readonly target: string; readonly body: object },
  credentials: ReturnType<typeof awsCredentials>,
): Promise<Reply> {
  const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
  const { region, service, target, body } = ask;
  const session = sessionToken === undefined ? {} : { sessionToken };
  const client = new AwsClient({ accessKeyId, secretAccessKey, ...session, region, service, retries: 0 });
  const request = await client.sign(url, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  try {
    const reply = await fetch(request);
    const text = await reply.text();
    const value = objectOf(text);
    if (reply.ok && value !== undefined) return { value };
    // "com.amazonaws.glue#EntityNotFoundException", or with its address behind a colon.
    const type = String(value?.__type ?? reply.headers.get("x-amzn-errortype") ?? "");
    const error = /(?:^|#)(\w+)(?::|$)/.exec(type)?.[1] ?? "";
    return { status: reply.status, error, said: String(value?.message ?? value?.Message ?? "") };
  } catch (cause) {
    return { cause };
  }
}

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = text === "" ? {} : JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function failureOf(reply: Exclude<Reply, { readonly value: unknown }>, does: string, host: string): Failure {
  if ("cause" in reply) {
    const { cause, message } = reply.cause as Error & { readonly cause?: NodeJS.ErrnoException };
    const why = cause?.code ?? message;
    const advice = "Check the network, AWS_REGION and AWS_ENDPOINT_URL, and run again";
    return new Failure("io", `${does}: "${host}" gives no answer (${why}). ${advice}.`, {
      cause: reply.cause,
    });
  }
  const { status, error, said } = reply;
  const words = [error || String(status), ...(said === "" ? [] : [tidy(said)])].join(": ");
  if (CREDENTIALS.test(error)) {
    const advice = "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE";
    return new Failure("permission", `${does}: it refuses the credentials (${error}). ${advice}.`);
  }
  if (DENIED.test(error) || status === 401 || status === 403)
    return new Failure("permission", `${does}: ${words}. Give these credentials the right to do it.`);
  if (status >= 500 || THROTTLED.test(error)) return new Failure("io", `${does}: ${words}. Run again.`);
  return new Failure("usage", `${does}: ${words}.`);
}

function tidy(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\s.]+$/, "")
    .slice(0, 400);
}

function endpointOf(service: AwsService, environment: Environment): string | undefined {
  const variable = `AWS_ENDPOINT_URL_${service.toUpperCase()}`;
  const endpoint = environment[variable] || environment.AWS_ENDPOINT_URL || undefined;
  if (endpoint === undefined) return undefined;
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.username === "" && url.password === "" && /^https?:$/.test(url.protocol)) return url.href;
  const name = environment[variable] ? variable : "AWS_ENDPOINT_URL";
  throw new Failure("config", `${name} is not the URL of a server. Set one such as http://127.0.0.1:5000.`);
}
