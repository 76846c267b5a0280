import { tables } from "../pipelines/read/tables.ts";
import { tablesText } from "../terminal/read/tables_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";

/** `municlima tables [table]`: what SQL may ask, and what it means. */
export async function tablesCommand(call: Invocation): Promise<void> {
  const { args, output } = call;
  const [table] = args;
  const { data, settings } = await openPlace(call);
  const result = await tables({ data, settings, table });
  printResult(result, () => tablesText(result, output.screen), output);
}
