import type { FeedInitResult } from "../../pipelines/describe/feed_init_result.ts";
import { type Fact, facts } from "../facts.ts";
import type { Screen } from "../screen.ts";

/**
 * What was guessed of a feed, what a person must still fill in, and what to run next.
 *
 * @example
 * ```ts
 * process.stderr.write(feedInitText(result, screen));
 * ```
 */
export function feedInitText(result: FeedInitResult, screen: Screen): string {
  const { style, program } = screen;
  const { sample, guesses, to_fill_in, output_file } = result;
  const sampleName = sample === "standard input" ? "body.json" : sample;
  const next = `${program} validate ${quoted(sampleName)} --feed ${quoted(output_file ?? "my_feed.json")}`;
  const lines: Fact[] = [
    ...guesses.map((says): Fact => ["guessed", says]),
    ...to_fill_in.map((says): Fact => ["to fill in", says]),
    ...(output_file === null ? [] : [["written", style.bold(output_file)] as Fact]),
    ["next", `${style.bold(next)} holds the sample against it`],
  ];
  return `${style.bold(`Described a feed by ${sample}`)}\n\n${facts(lines, screen)}\n`;
}

function quoted(path: string): string {
  return /^[\w./:@%+=-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
