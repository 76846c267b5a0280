import { Failure } from "../errors/mod.ts";
import { summarize } from "../pipelines/read/summarize.ts";
import { summarizeText } from "../terminal/read/summarize_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";

const DATASETS = ["merged", "snapshots", "means"] as const;
const ENGINES = ["polars", "danfo"] as const;

/** `municlima summarize [dataset]`: its measures in figures, over all towns and by state. */
export async function summarizeCommand(call: Invocation): Promise<void> {
  const { args, flags, output } = call;
  const dataset = DATASETS.find((name) => name === (args[0] ?? "merged"));
  if (dataset === undefined) {
    throw new Failure(
      "usage",
      `There is no dataset "${args[0]}" to summarize. Choose one of ${DATASETS.join(", ")}.`,
    );
  }
  const textOf = (flag: unknown) => (typeof flag === "string" ? flag : undefined);
  const engine = ENGINES.find((name) => name === (flags.with ?? "polars"));
  if (engine === undefined) {
    throw new Failure(
      "usage",
      `Nothing called "${flags.with}" computes figures. Choose one of ${ENGINES.join(", ")}.`,
    );
  }
  const { data, settings } = await openPlace(call);
  const result = await summarize({
    data,
    settings,
    dataset,
    version: textOf(flags.version),
    measure: textOf(flags.measure),
    engine,
  });
  printResult(result, () => summarizeText(result, output.screen, flags.all === true), output);
}
