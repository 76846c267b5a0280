import type { VerifyResult } from "../pipelines/maintain/verify_result.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, size, span } from "./words.ts";

/** This many problems are named one by one; `--json` has them all. */
const LISTED = 20;

/**
 * What a verification found, for people: what was compared, each file that is not what it should be, and what to do.
 *
 * @example
 * ```ts
 * process.stdout.write(verifyText(result, screen));
 * ```
 */
export function verifyText(
  { checked, problems, unfinished, data_dir, from, to, seconds }: VerifyResult,
  screen: Screen,
): string {
  const { style } = screen;
  const files = Object.values(checked).reduce((sum, dataset) => sum + dataset.file_count, 0);
  const lines: Fact[] = Object.entries(checked).map(([dataset, { file_count, bytes }]) => [
    dataset,
    `${counted(file_count, "file")}, ${size(bytes)}`,
  ]);
  const found = problems
    .slice(0, LISTED)
    .map(({ path, what, advice }): Fact => ["problem", `${style.bad(`${path} ${what}`)}. ${advice}.`]);
  const more = problems.length - found.length;
  if (more > 0) found.push(["", `and ${counted(more, "more problem")}`]);
  const verdict =
    problems.length > 0
      ? `${counted(problems.length, "problem")} in "${data_dir}"`
      : files === 0
        ? from === null && to === null
          ? `Nothing is published in "${data_dir}" yet`
          : `Nothing in "${data_dir}" is of that time, and no file is missing`
        : `Verified ${counted(files, "file")} in ${span(seconds)}: all are as they were published`;
  const notes = unfinished.map((text): Fact => ["unfinished", text]);
  const body = [...lines, ...found, ...notes];
  return `${style.bold(verdict)}\n${body.length === 0 ? "" : `\n${facts(body, screen)}\n`}`;
}
