import { test } from "uvu";
import * as assert from "uvu/assert";
import type { SummarizeResult } from "../../../pipelines/read/summarize_result.ts";
import { summarizeText } from "../../../terminal/read/summarize_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const figures = { count: 2, nulls: 1, mean: 6.5, std: null, min: 5, q1: 5.75, median: 6.5, q3: 7.25, max: 8 };
const row = (measure: string) => ({ measure, ...figures });
const report = (names: readonly string[]): SummarizeResult => ({
  schema_version: 1,
  command: "summarize",
  data_dir: "data",
  warnings: [],
  feed: { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false },
  dataset: "merged",
  version: "20261124_120000",
  engine: "polars",
  beside: [],
  differences: [],
  towns: 3,
  weight: null,
  towns_without_weight: null,
  units: names.map((name) => (name === "temp_mean" ? "°C" : null)),
  measures: names.map(row),
  states: names.map((name) => ({ ides: 20, ...row(name) })),
  correlations: names.map(() => names.map(() => 1)),
  seconds: 0.1,
});

test("summarizeText() shows each measure, by state too, and how they go together", () => {
  assert.is(
    summarizeText(report(["temp_mean", "Value"]), plainScreen()),
    `merged 20261124_120000 in figures

  feed   tiny: Tiny feed
  holds  3 towns

  measure       count  nulls  mean  std  min    q1  median    q3  max
  temp_mean °C      2      1   6.5  –      5  5.75     6.5  7.25    8
  Value             2      1   6.5  –      5  5.75     6.5  7.25    8

  temp_mean °C by state, the highest mean first
  ides  count  nulls  mean  std  min    q1  median    q3  max
    20      2      1   6.5  –      5  5.75     6.5  7.25    8

  Value by state, the highest mean first
  ides  count  nulls  mean  std  min    q1  median    q3  max
    20      2      1   6.5  –      5  5.75     6.5  7.25    8

  correlation
  measure    temp_mean  Value
  temp_mean          1      1
  Value              1      1
`,
  );
});

test("summarizeText() shows of many states the first and the last five, those alike in one line, and all if asked", () => {
  const of = (i: number, value: number) => ({
    ides: i,
    ...row("prec"),
    mean: value,
    min: value,
    max: value + (value && 1),
  });
  const states = Array.from({ length: 32 }, (_, i) => of(i, i < 12 ? 0 : i));
  const result = { ...report(["prec"]), states };
  const keysOf = (text: string) => [...text.matchAll(/^ {2,5}(\d+) /gm)].map(([, key]) => Number(key));
  const short = summarizeText(result, plainScreen());
  assert.equal(keysOf(short).slice(0, 10), [31, 30, 29, 28, 27, 16, 15, 14, 13, 12]);
  assert.match(short, /^ {2}… 10 more states between these \(--all shows them\)$/m);
  assert.match(short, /^ {2}12 states with 0 in every town$/m);
  assert.ok(short.split("\n").length < 24);
  const whole = summarizeText(result, plainScreen(), true);
  assert.equal(
    keysOf(whole)
      .slice(0, 32)
      .sort((a, b) => a - b),
    Array.from({ length: 32 }, (_, i) => i),
  );
});

test("summarizeText() of many measures says how to see the states, and of none that there are none", () => {
  const many = summarizeText(report(["a", "b", "c", "d"]), plainScreen());
  assert.match(many, /by state: add --measure/);
  assert.not.match(many, /ides/);
  assert.match(summarizeText(report([]), plainScreen()), /It has no measures\.\n$/);
  assert.not.match(summarizeText(report(["a"]), plainScreen()), /correlation/);
});

test("summarizeText() shows Polars' figures below danfo's, and whether they are the same", () => {
  const measures = [{ ...row("temp_mean"), q1: null, q3: null }];
  const checked = {
    ...report(["temp_mean"]),
    engine: "danfo" as const,
    measures,
    beside: [row("temp_mean")],
  };
  const text = summarizeText(checked, plainScreen());
  assert.match(text, "  figures  by danfo, which has no quartiles; Polars has the same\n");
  assert.match(
    text,
    `
  measure       by      count  nulls  mean  std  min    q1  median    q3  max
  temp_mean °C  danfo       2      1   6.5  –      5     –     6.5     –    8
                polars      2      1   6.5  –      5  5.75     6.5  7.25    8
`,
  );
  const differences = [{ measure: "temp_mean", figure: "mean", value: 6.5, check: 7 }];
  assert.match(
    summarizeText({ ...checked, differences }, plainScreen()),
    "no quartiles; Polars differs in 1 figure\n",
  );
});

test.run();
