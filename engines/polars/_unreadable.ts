import { Failure } from "../../errors/mod.ts";

/** A file that does not hold what it should, in Polars' own words. */
export function unreadable(what: string, cause: unknown): Failure {
  const [why = ""] = (cause as Error).message.split("\n");
  const message = `Cannot read ${what}: ${why}. It was changed: restore it from a backup, or move it away.`;
  return new Failure("contract", message, { cause });
}

/** A file that cannot be read at all. */
export function notRead(path: string, cause: Error): Failure {
  const message = `Cannot read "${path}": ${cause.message}. Check that it exists and is readable.`;
  return new Failure("io", message, { cause });
}
