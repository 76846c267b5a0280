import { readFile } from "node:fs/promises";
import { Failure } from "../../errors/mod.ts";
import type { AwsCredentials } from "../../store/objects/mod.ts";
import { sharedProfile } from "./_profile.ts";

type Environment = Readonly<Record<string, string | undefined>>;
/** What an endpoint of a container or an instance answers. */
type Lent = { readonly credentials: AwsCredentials; readonly expires: number };

const CONTAINER_HOST = "http://169.254.170.2";
const INSTANCE_HOST = "http://169.254.169.254";
/** In milliseconds: how long an endpoint of this machine's may take. */
const PATIENCE = 2_000;
/** In milliseconds: so long before they expire, credentials are asked for anew. */
const MARGIN = 300_000;

/** What asking for credentials needs from the outside world. */
export type CredentialEffects = {
  readonly now: () => Date;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
};

const realEffects: CredentialEffects = {
  now: () => new Date(),
  fetch: (url, init) => fetch(url, init),
};

/**
 * The credentials for AWS, from the first place that has them: the environment, the shared profile, the endpoint that a
 * container is given (ECS, EKS), that of an EC2 instance. Those that expire are asked for anew in time. They are never
 * printed or written.
 *
 * @param environment with AWS's own variables
 * @returns what gives them, asked before each request
 * @throws {Failure} `permission`, from what it returns, when no place has any
 *
 * @example
 * ```ts
 * const { accessKeyId } = await awsCredentials(process.env)();
 * ```
 */
export function awsCredentials(
  environment: Environment,
  effects: CredentialEffects = realEffects,
): () => Promise<AwsCredentials> {
  let lent: Promise<Lent> | undefined;
  return async () => {
    const known = await lent?.catch(() => undefined);
    if (known === undefined || known.expires - MARGIN < effects.now().getTime())
      lent = found(environment, effects);
    return (await (lent as Promise<Lent>)).credentials;
  };
}

async function found(environment: Environment, effects: CredentialEffects): Promise<Lent> {
  const given = pair(
    environment.AWS_ACCESS_KEY_ID,
    environment.AWS_SECRET_ACCESS_KEY,
    environment.AWS_SESSION_TOKEN,
  );
  if (given !== undefined) return lasting(given);
  const profile = await sharedProfile(environment);
  const shared = pair(
    profile.get("aws_access_key_id"),
    profile.get("aws_secret_access_key"),
    profile.get("aws_session_token"),
  );
  if (shared !== undefined) return lasting(shared);
  const lent = (await ofContainer(environment, effects)) ?? (await ofInstance(environment, effects));
  if (lent !== undefined) return lent;
  throw new Failure(
    "permission",
    "Found no AWS credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the container or instance a role.",
  );
}

function pair(id = "", secret = "", token = ""): AwsCredentials | undefined {
  if (id === "" || secret === "") return undefined;
  return { accessKeyId: id, secretAccessKey: secret, ...(token === "" ? {} : { sessionToken: token }) };
}

function lasting(credentials: AwsCredentials): Lent {
  return { credentials, expires: Number.POSITIVE_INFINITY };
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html */
async function ofContainer(environment: Environment, effects: CredentialEffects): Promise<Lent | undefined> {
  const relative = environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI;
  const url = relative ? `${CONTAINER_HOST}${relative}` : environment.AWS_CONTAINER_CREDENTIALS_FULL_URI;
  if (!url) return undefined;
  const file = environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  const token = file
    ? await readFile(file, "utf8").catch((cause: Error) => {
        throw new Failure("permission", `Cannot read "${file}" (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE).`, {
          cause,
        });
      })
    : environment.AWS_CONTAINER_AUTHORIZATION_TOKEN;
  const reply = await asked(url, { headers: token ? { authorization: token.trim() } : {} }, effects);
  if (reply === undefined || !reply.ok) throw refused("container", reply?.status);
  return lentBy(await reply.text(), "container");
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html, in its second version alone. */
async function ofInstance(environment: Environment, effects: CredentialEffects): Promise<Lent | undefined> {
  if (environment.AWS_EC2_METADATA_DISABLED?.toLowerCase() === "true") return undefined;
  const host = environment.AWS_EC2_METADATA_SERVICE_ENDPOINT?.replace(/\/+$/, "") || INSTANCE_HOST;
  const begun = { method: "PUT", headers: { "x-aws-ec2-metadata-token-ttl-seconds": "300" } };
  const session = await asked(`${host}/latest/api/token`, begun, effects);
  // Elsewhere than on an instance nobody is at that address.
  if (session === undefined || !session.ok) return undefined;
  const headers = { "x-aws-ec2-metadata-token": await session.text() };
  const roles = `${host}/latest/meta-data/iam/security-credentials/`;
  const listed = await asked(roles, { headers }, effects);
  if (listed === undefined || !listed.ok) return undefined;
  const [role = ""] = (await listed.text()).split("\n");
  const reply = await asked(`${roles}${role.trim()}`, { headers }, effects);
  if (reply === undefined || !reply.ok) throw refused("instance", reply?.status);
  return lentBy(await reply.text(), "instance");
}

async function asked(
  url: string,
  init: RequestInit,
  { fetch }: CredentialEffects,
): Promise<Response | undefined> {
  return await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(PATIENCE) }).catch(
    () => undefined,
  );
}

function lentBy(text: string, whose: string): Lent {
  const credentials = fields(text);
  const known = pair(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.Token);
  if (known === undefined) throw refused(whose, undefined);
  const expires = Date.parse(credentials.Expiration ?? "");
  return { credentials: known, expires: Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires };
}

/** The texts of a JSON object; of what is none, nothing. Its text, which has secrets in it, is in no error. */
function fields(text: string): Readonly<Record<string, string | undefined>> {
  try {
    const value: unknown = JSON.parse(text);
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter(([, field]) => typeof field === "string"));
  } catch {
    return {};
  }
}

function refused(whose: string, status: number | undefined): Failure {
  const said = status === undefined ? "no credentials" : `the status ${status}`;
  return new Failure(
    "permission",
    `The ${whose}'s endpoint for AWS credentials answers with ${said}. Check the role that it was given, and run again.`,
  );
}
