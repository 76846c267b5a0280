import { join } from "node:path";
import { sample } from "../configs/feeds/sample.ts";
import { demo } from "../pipelines/demo.ts";
import { ingestText } from "../terminal/ingest_text.ts";
import { mergeText } from "../terminal/merge_text.ts";
import { nextCommand } from "./_next_command.ts";
import { settingsOf } from "./_prepare.ts";
import { printReport } from "./_print_report.ts";
import { withProgress } from "./_with_progress.ts";
import type { Invocation } from "./invocation.ts";

const CHAPTERS = ["1. An hour ago: the first run of the model", "2. Now: the next run of the model"];
const MERGING = "3. The two together, joined with the municipality data";

/** `municlima demo`: the whole path with made-up weather, in a data folder of its own. */
export async function demoCommand(call: Invocation): Promise<void> {
  const { output } = call;
  const resolved = await settingsOf(call);
  const { origins } = resolved;
  const dataDir =
    origins.dataDir === "flag" ? resolved.settings.dataDir : join(resolved.settings.dataDir, "demo");
  const logDir = origins.logDir === "flag" ? resolved.settings.logDir : join(dataDir, "logs");
  const settings = { ...resolved.settings, dataDir, logDir };
  const { ingests, merge } = await withProgress(output, (events, stop) => demo({ settings, events, stop }));
  const report = {
    schema_version: 1,
    command: "demo",
    ingests: ingests.map(({ report }) => report),
    merge: merge.report,
  };
  const { screen } = output;
  const next = nextCommand("status", settings, { ...origins, dataDir: "flag" });
  const { bold } = screen.style;
  const chapter = (title: string, body: string) => `${bold(title)}\n\n${body}`;
  const text = () =>
    [
      ...ingests.map(({ report, snapshot }, i) =>
        chapter(CHAPTERS[i] ?? "", ingestText(report, snapshot, sample, undefined, screen)),
      ),
      chapter(MERGING, mergeText(merge.report, merge.merged, sample, next, screen)),
      `All of it is made up. For the real forecast: ${bold(`${screen.program} run`)}\n`,
    ].join("\n");
  printReport(report, text, output);
}
