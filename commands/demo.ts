import { sample } from "../configs/feeds/sample.ts";
import { demo } from "../pipelines/run/demo.ts";
import type { DemoResult } from "../pipelines/run/demo_result.ts";
import { placeIn } from "../store/mod.ts";
import { facts } from "../terminal/facts.ts";
import { ingestText } from "../terminal/ingest_text.ts";
import { mergeText } from "../terminal/merge_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { nextCommand } from "./call/next_command.ts";
import { placeOf } from "./call/place.ts";
import { settingsOf } from "./call/prepare.ts";
import { printResult } from "./call/print_result.ts";
import { withProgress } from "./call/with_progress.ts";

const CHAPTERS = ["1. An hour ago: the first run of the model", "2. Now: the next run of the model"];
/** What an analyst asks first: the warmest states. */
const QUESTION = "select nes, avg(temp_mean) as temp from merged group by nes order by temp desc limit 5";
const MERGING = "3. The two together, joined with the municipality data";

/** `municlima demo`: the whole path with made-up weather, in a data folder of its own. */
export async function demoCommand(call: Invocation): Promise<void> {
  const { output } = call;
  const resolved = await settingsOf(call);
  const { origins } = resolved;
  const dataDir =
    origins.dataDir === "flag" ? resolved.settings.dataDir : placeIn(resolved.settings.dataDir, "demo");
  const logDir = origins.logDir === "flag" ? resolved.settings.logDir : placeIn(dataDir, "logs");
  const settings = { ...resolved.settings, dataDir, logDir };
  const { data, logs } = await placeOf({ settings, origins }, call);
  const { ingests, merge } = await withProgress(output, (events, stop) =>
    demo({ data, logs, settings, events, stop }),
  );
  const results = ingests.map(({ result }) => result);
  const result: DemoResult = {
    schema_version: 1,
    command: "demo",
    warnings: [...new Set([...results, merge.result].flatMap(({ warnings }) => warnings))],
    ingests: results,
    merge: merge.result,
  };
  const { screen } = output;
  const { bold } = screen.style;
  const next = (verb: string) =>
    bold(`${screen.program} ${nextCommand(verb, settings, { ...origins, dataDir: "flag" })}`);
  const chapter = (title: string, body: string) => `${bold(title)}\n\n${body}`;
  const text = () =>
    [
      ...ingests.map(({ result, snapshot }, i) =>
        chapter(CHAPTERS[i] ?? "", ingestText(result, snapshot, sample, undefined, screen)),
      ),
      chapter(MERGING, mergeText(merge.result, merge.merged, sample, undefined, screen)),
      `${facts(
        [
          ["a page of it", next("report")],
          ["a question", next(`query "${QUESTION}"`)],
          ["how it is", next("status")],
          ["for real", `${bold(`${screen.program} run`)}, as all of this is made up`],
        ],
        screen,
      )}\n`,
    ].join("\n");
  printResult(result, text, output);
}
