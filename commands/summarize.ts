import { summarize } from "../pipelines/read/summarize.ts";
import { summarizeText } from "../terminal/read/summarize_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import { textOf } from "./call/text_of.ts";
import type { DATASETS, FIGURES_BY } from "./choices.ts";

/** `municlima summarize [dataset]`: its measures in figures, over all towns and by state. */
export async function summarizeCommand(call: Invocation): Promise<void> {
  const { args, flags, output } = call;
  const dataset = (args[0] ?? "merged") as (typeof DATASETS)[number];
  const engine = (flags.with ?? "polars") as (typeof FIGURES_BY)[number];
  const { data, settings } = await openPlace(call);
  const result = await summarize({
    data,
    settings,
    dataset,
    version: textOf(flags.version),
    measure: textOf(flags.measure),
    weight: textOf(flags.weight),
    engine,
  });
  printResult(result, () => summarizeText(result, output.screen, flags.all === true), output);
}
