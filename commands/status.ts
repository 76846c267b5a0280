import { status } from "../pipelines/maintain/status.ts";
import { statusText } from "../terminal/status_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { nextCommand } from "./call/next_command.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";

/** `municlima status`: what the data folder holds and how fresh it is. */
export async function statusCommand(call: Invocation): Promise<void> {
  const { data, logs, settings, origins } = await openPlace(call);
  const result = await status({ data, logs, settings });
  const command = (verb: string) => nextCommand(verb, settings, origins);
  printResult(result, () => statusText(result, command, call.output.screen), call.output);
}
