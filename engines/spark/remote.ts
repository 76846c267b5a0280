import { Failure } from "../../errors/mod.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";

/** A server of Spark Connect, and how it is spoken to. */
export type Remote = {
  /** Without anything that may be secret, for messages: `sc://127.0.0.1:15002`. */
  readonly shown: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string;
  readonly token: string | undefined;
  /** Headers of every call, by their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
};

type Environment = Readonly<Record<string, string | undefined>>;

const PORT = 15_002;
const EXAMPLE = "sc://spark.example:15002";

/**
 * Reads the address of a server of Spark Connect: `sc://host:port/;use_ssl=true;user_id=ana;x-cluster=7`. Parameters but
 * these two become headers. The token comes from `MUNICLIMA_SPARK_TOKEN`, or from the file that
 * `MUNICLIMA_SPARK_TOKEN_FILE` names, and is sent over TLS alone.
 *
 * @throws {Failure} `usage` when it is no such address, or has a token in it; `config` when the file of the token cannot
 * be read
 *
 * @example
 * ```ts
 * (await remoteOf("sc://127.0.0.1", {})).shown; // "sc://127.0.0.1:15002"
 * ```
 */
export async function remoteOf(
  address: string,
  environment: Environment,
  files: Pick<LocalFiles, "read"> = localFiles,
): Promise<Remote> {
  const [, host, port = String(PORT), rest = ""] =
    /^sc:\/\/(\[[\da-f:.]+\]|[^:/;@\s[\]]+)(?::(\d{1,5}))?(?:\/(.*))?$/is.exec(address) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw new Failure("usage", `The address of Spark is not understood. Use one such as "${EXAMPLE}".`);
  const shown = `sc://${host}:${port}`;
  const headers = new Map(rest.split(";").flatMap((pair) => (pair === "" ? [] : [parameter(pair, shown)])));
  if (headers.has("token") || headers.has("authorization")) {
    const message = `The address of Spark "${shown}" has a token in it, which others could see. Put it into MUNICLIMA_SPARK_TOKEN.`;
    throw new Failure("usage", message);
  }
  const token = await tokenOf(environment, files);
  const ssl = headers.get("use_ssl") ?? (token === undefined ? "false" : "true");
  if (ssl !== "true" && ssl !== "false")
    throw new Failure("usage", `The use_ssl of "${shown}" is "${ssl}". Use true or false.`);
  if (ssl === "false" && token !== undefined) {
    const message = `A token would go to "${shown}" unencrypted. Leave out use_ssl=false.`;
    throw new Failure("usage", message);
  }
  const user = headers.get("user_id") ?? "municlima";
  for (const own of ["use_ssl", "user_id"]) headers.delete(own);
  return { shown, host, port: Number(port), tls: ssl === "true", user, token, headers };
}

function parameter(pair: string, shown: string): readonly [string, string] {
  const [, name, value] = /^([\w.-]+)=(.+)$/s.exec(pair) ?? [];
  try {
    if (name !== undefined && value !== undefined) {
      const decoded = decodeURIComponent(value);
      // What a header can hold.
      if (/^[\x20-\x7e]+$/.test(decoded)) return [name.toLowerCase(), decoded];
    }
  } catch {
    // Said below.
  }
  const message = `A parameter of the address of Spark "${shown}" is not understood. Use name=value, as in "${EXAMPLE}/;use_ssl=true".`;
  throw new Failure("usage", message);
}

async function tokenOf(environment: Environment, files: Pick<LocalFiles, "read">) {
  const { MUNICLIMA_SPARK_TOKEN: given, MUNICLIMA_SPARK_TOKEN_FILE: path } = environment;
  if (given) return tidy(given, "MUNICLIMA_SPARK_TOKEN");
  if (!path) return undefined;
  const text = await files.read(path).catch((cause: Error) => {
    const message = `Cannot read "${path}", which MUNICLIMA_SPARK_TOKEN_FILE names: ${cause.message}. Check that it exists and is readable.`;
    throw new Failure("config", message, { cause });
  });
  return tidy(text.toString("utf8"), `"${path}"`);
}

/** Never shows the token itself. */
function tidy(text: string, where: string): string {
  const token = text.trim();
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Failure(
    "config",
    `The token of Spark in ${where} is empty or has other characters than a token has.`,
  );
}
