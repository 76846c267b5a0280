import type pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";

/** What is to be made of some records. */
export type Plan = (records: pl.LazyDataFrame) => pl.LazyDataFrame;

/** A file that does not hold what it should, by Polars' own words. */
export function unreadable(what: string, cause: Error): Failure {
  const [why = ""] = cause.message.split("\n");
  const message = `Cannot read ${what}: ${why}. It was changed: restore it, or move it away.`;
  return new Failure("contract", message, { cause });
}

/**
 * Which of several snapshots could not be read. Polars says which value is wrong, not in which file; but that
 * file fails alone, too.
 */
export async function unreadableOf(
  paths: readonly string[],
  scans: readonly pl.LazyDataFrame[],
  plan: Plan,
  cause: Error,
): Promise<Failure> {
  for (const [i, scan] of scans.entries()) {
    try {
      await plan(scan).collect();
    } catch (error) {
      return unreadable(`the snapshot "${paths[i]}"`, error as Error);
    }
  }
  return unreadable(`the snapshots "${paths[0]}" to "${paths.at(-1)}"`, cause);
}
