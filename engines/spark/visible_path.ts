import { resolve } from "node:path";
import { Failure } from "../../errors/mod.ts";

/** What Spark, or what stands in its place, takes for a pattern, an escape or the end of a path. */
const SPECIAL = /[[\]{}*?\\%#,:]|[^\P{C}]/u;

/**
 * The path of a file as a server of Spark is told it: absolute, as it must be the same there and on each of its workers.
 *
 * @throws {Failure} `config` for a path that Spark would take for a pattern, and so find no file or another one
 *
 * @example
 * ```ts
 * visiblePath("data/data_municipio_x_hora/20261124_140000.csv"); // "/srv/data/data_municipio_x_hora/20261124_140000.csv"
 * ```
 */
export function visiblePath(path: string): string {
  const whole = resolve(path);
  const [special] = SPECIAL.exec(whole) ?? [];
  if (special === undefined) return whole;
  const message = `Spark would not find "${whole}": it takes "${special}" in a path for something else. Rename the folder, or work without Spark.`;
  throw new Failure("config", message);
}
