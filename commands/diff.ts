import { Failure } from "../errors/mod.ts";
import { diff } from "../pipelines/diff.ts";
import { diffText } from "../terminal/diff_text.ts";
import { settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import type { Invocation } from "./invocation.ts";

const DATASETS = ["merged", "snapshots", "means"] as const;

/** `municlima diff [older] [newer]`: what changed between two versions of a dataset, town by town. */
export async function diffCommand(call: Invocation): Promise<void> {
  const dataset = DATASETS.find((name) => name === (call.flags.dataset ?? "merged"));
  if (dataset === undefined) {
    throw new Failure("usage", `--dataset is "${call.flags.dataset}", not one of ${DATASETS.join(", ")}.`);
  }
  const { settings } = await settingsOf(call);
  const [older, newer] = call.args;
  const report = await diff({ settings, dataset, older, newer });
  printReport(report, () => diffText(report, call.output.screen), call.output);
}
