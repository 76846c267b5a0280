import { Failure } from "../../errors/mod.ts";
import type { SparkSession } from "./spark_session.ts";
import { visiblePath } from "./visible_path.ts";

/**
 * Whether Spark finds a file at the path that it has here, with the same bytes: one of its workers reads and hashes it.
 *
 * @param sha256 of the file as it is here, in hexadecimal
 * @throws {Failure} `config` for a path that Spark would take for a pattern, and whatever the session throws
 *
 * @example
 * ```ts
 * await seesFile(session, "data/data_municipio_x_hora/20261124_140000.csv", manifest.sha256); // true
 * ```
 */
export async function seesFile(session: SparkSession, path: string, sha256: string): Promise<boolean> {
  try {
    await session.view("seen", { format: "binaryFile", paths: [visiblePath(path)], options: {} });
    const found = await session.ask("select sha2(content, 256) as sha256 from seen");
    return found.height === 1 && found.getColumn("sha256").get(0) === sha256;
  } catch (error) {
    // Where Sail gives no rows, Spark has a class of error.
    if (error instanceof Failure && error.message.includes("PATH_NOT_FOUND")) return false;
    throw error;
  }
}
