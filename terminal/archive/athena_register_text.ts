import type { AthenaRegisterResult } from "../../pipelines/athena/athena_register_result.ts";
import { facts } from "../facts.ts";
import type { Screen } from "../screen.ts";

const WAS = { created: "made", changed: "changed", there: "there already" } as const;

/**
 * What Glue was told, for people.
 *
 * @example
 * ```ts
 * process.stdout.write(athenaRegisterText(result, screen));
 * ```
 */
export function athenaRegisterText(
  { database, tables }: Pick<AthenaRegisterResult, "database" | "tables">,
  screen: Pick<Screen, "style" | "width">,
): string {
  const title = screen.style.bold(`Glue's database ${database} has the archive`);
  return `${title}\n\n${facts(
    tables.map(({ name, location, was }) => [name, `${WAS[was]}: ${location}`]),
    screen,
  )}\n`;
}
