import { engines } from "../pipelines/read/engines.ts";
import { enginesText } from "../terminal/read/engines_text.ts";
import { effectsOf } from "./call/effects_of.ts";
import type { Invocation } from "./call/invocation.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import { stoppable } from "./call/stoppable.ts";

/** `municlima engines`: what can do the work, and whether it finds this data folder. */
export async function enginesCommand(call: Invocation): Promise<void> {
  const { output } = call;
  const { data, settings } = await openPlace(call);
  const effects = await effectsOf(call);
  const result = await stoppable((stop) => engines({ data, settings, stop }, effects));
  printResult(result, () => enginesText(result, output.screen), output);
}
