import type { Settings } from "../../configs/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { type DataFolder, readInventory } from "../../store/mod.ts";
import { knownFeedOf } from "../folder_warnings.ts";
import type { AthenaDdlResult } from "./athena_ddl_result.ts";
import { athenaTables } from "./athena_tables.ts";
import { tableDdl } from "./table_ddl.ts";

export type AthenaDdlOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir">;
  readonly database: string;
  /** The bucket that has the folder, or a copy of it; that of the data folder unless given. */
  readonly location?: string | undefined;
};

/**
 * The statements that make Athena know a data folder's archive. Nothing is asked of Amazon.
 *
 * @throws {Failure} `config` when the folder is in no bucket, `no-input` when it has no data
 *
 * @example
 * ```ts
 * const { statements } = await athenaDdl({ data, settings, database: "municlima" });
 * ```
 */
export async function athenaDdl(
  { data, settings: { dataDir }, database, location = dataDir }: AthenaDdlOptions,
  { now }: Pick<Effects, "now"> = realEffects,
): Promise<AthenaDdlResult> {
  const feed = await knownFeedOf(data);
  const { tables: published } = await readInventory(data);
  const months = [...published.keys()].flatMap((folder) => /month=(\d{4}-\d\d)$/.exec(folder)?.[1] ?? []);
  const { tables, warnings } = athenaTables({ feed, location, first: months.sort()[0], now: now() });
  return {
    schema_version: 1,
    command: "athena ddl",
    data_dir: dataDir,
    database,
    warnings,
    tables,
    statements: [
      `CREATE DATABASE IF NOT EXISTS \`${database}\``,
      ...tables.map((table) => tableDdl(database, table)),
    ],
  };
}
