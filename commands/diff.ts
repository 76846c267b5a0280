import { diff } from "../pipelines/read/diff.ts";
import { diffText } from "../terminal/read/diff_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import type { DATASETS } from "./choices.ts";

/** `municlima diff [older] [newer]`: what changed between two versions of a dataset, town by town. */
export async function diffCommand(call: Invocation): Promise<void> {
  const dataset = (call.flags.dataset ?? "merged") as (typeof DATASETS)[number];
  const { data, settings } = await openPlace(call);
  const [older, newer] = call.args;
  const result = await diff({ data, settings, dataset, older, newer });
  printResult(result, () => diffText(result, call.output.screen), call.output);
}
