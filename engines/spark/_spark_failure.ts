import { Failure } from "../../errors/mod.ts";
import { type CallError, CODES } from "./_connection.ts";

/** Longer explanations are cut: what matters comes first. */
const LONGEST = 300;

/**
 * What a call to Spark has failed with, on one line: a server that does not answer or turns this program away, or Spark's
 * own words with its class of the error and SQLSTATE.
 *
 * @param shown the server's address
 * @returns `upstream` where the server is not there, `config` and `permission` where it turns the call away, `usage` where
 * the SQL is wrong, by its SQLSTATE, and `upstream` for whatever else Spark cannot do
 *
 * @example
 * ```ts
 * sparkFailure({ code: 14, message: "ECONNREFUSED" }, "sc://127.0.0.1:15002", error).kind; // "upstream"
 * ```
 */
export function sparkFailure(error: CallError, shown: string, cause: unknown): Failure {
  const said = tidy(error.message);
  switch (error.code) {
    case CODES.unavailable: {
      const message = `The Spark server at "${shown}" does not answer: ${said}. Check that it runs and can be reached, and run again.`;
      return new Failure("upstream", message, { cause });
    }
    case CODES.deadline:
      return new Failure("upstream", `The Spark server at "${shown}" takes too long: ${said}. Run again.`, {
        cause,
      });
    case CODES.unauthenticated: {
      const message = `The Spark server at "${shown}" does not accept the token: ${said}. Put a valid one into MUNICLIMA_SPARK_TOKEN.`;
      return new Failure("config", message, { cause });
    }
    case CODES.denied: {
      const message = `The Spark server at "${shown}" does not allow this: ${said}. Ask whoever runs it.`;
      return new Failure("permission", message, { cause });
    }
  }
  const { errorClass, sqlState } = error;
  const named = [errorClass, sqlState === undefined ? undefined : `SQLSTATE ${sqlState}`].filter(Boolean);
  // Spark begins and ends its own messages with the two.
  const words = said.replace(/^\[[A-Z0-9_.]+\] /, "").replace(/\.? SQLSTATE: \w{5}.*$/, "");
  const mark = named.length === 0 ? "" : ` (${named.join(", ")})`;
  const isSql = /^(?:42|22|0A)/.test(sqlState ?? "");
  return new Failure(isSql ? "usage" : "upstream", `Spark at "${shown}" says: ${words}${mark}.`, { cause });
}

function tidy(text: string): string {
  const line = text
    .trim()
    .replace(/\s+/g, " ")
    .replace(/[\s.!:]+$/, "");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
