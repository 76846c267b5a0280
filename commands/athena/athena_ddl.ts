import { athenaDdl } from "../../pipelines/athena/athena_ddl.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult, tellWarnings } from "../call/print_result.ts";
import { textOf } from "../call/text_of.ts";

/** `municlima athena ddl`: the statements that make Athena know the archive. They are data, printed in quiet runs too. */
export async function athenaDdlCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const { data, settings } = await openPlace(call);
  const database = String(flags.database);
  const result = await athenaDdl({ data, settings, database, location: textOf(flags.location) });
  if (output.json) return printResult(result, () => "", output);
  output.print(`${result.statements.join(";\n\n")};\n`);
  tellWarnings(result, output);
}
