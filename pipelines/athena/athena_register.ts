import { Failure } from "../../errors/mod.ts";
import type { AwsJson } from "../../io/aws/aws_json.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { OWNER } from "./_properties.ts";
import { type AthenaDdlOptions, athenaDdl } from "./athena_ddl.ts";
import type { AthenaRegisterResult } from "./athena_register_result.ts";
import { type TableInput, tableInput } from "./table_input.ts";

/**
 * Tells Glue of a data folder's archive: the same tables that the statements of `athena ddl` make. A table that is there
 * already is changed where it differs, if this program made it; doing it twice does nothing more.
 *
 * @throws {Failure} as {@linkcode athenaDdl}; `config` when a table of that name is another's; `permission`, `usage` or
 * `io` as Glue answers
 *
 * @example
 * ```ts
 * (await athenaRegister({ data, settings, database: "municlima", glue })).tables[0]?.was; // "created"
 * ```
 */
export async function athenaRegister(
  { glue, ...options }: AthenaDdlOptions & { readonly glue: AwsJson },
  effects: Pick<Effects, "now"> = realEffects,
): Promise<AthenaRegisterResult> {
  const { data_dir, database, tables, warnings } = await athenaDdl(options, effects);
  await glue("CreateDatabase", { DatabaseInput: { Name: database } }, ["AlreadyExistsException"]);
  const told: AthenaRegisterResult["tables"][number][] = [];
  for (const table of tables) {
    const { name, location } = table;
    told.push({ name, location, was: await register(glue, database, tableInput(table)) });
  }
  return {
    schema_version: 1,
    command: "athena register",
    data_dir,
    database,
    warnings,
    tables: told,
  };
}

async function register(glue: AwsJson, database: string, input: TableInput) {
  const asked = { DatabaseName: database, Name: input.Name };
  const { Table: found } = (await glue("GetTable", asked, ["EntityNotFoundException"])) as {
    readonly Table?: Partial<TableInput>;
  };
  if (found === undefined) {
    await glue("CreateTable", { DatabaseName: database, TableInput: input });
    return "created";
  }
  if (found.Parameters?.created_by !== OWNER) {
    const message = `There is a table "${input.Name}" of another's in Glue's database "${database}". Name another one with --database.`;
    throw new Failure("config", message);
  }
  if (holds(found, input)) return "there";
  await glue("UpdateTable", { DatabaseName: database, TableInput: input });
  return "changed";
}

/** Whether Glue has all that it would be told, and the same columns: of its own it adds more. */
function holds(found: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted) && Array.isArray(found))
    return found.length === wanted.length && wanted.every((each, i) => holds(found[i], each));
  if (typeof wanted !== "object" || wanted === null) return found === wanted;
  if (typeof found !== "object" || found === null) return false;
  return Object.entries(wanted).every(([name, each]) => holds(Reflect.get(found, name), each));
}
