import type { VerifyReport } from "../pipelines/verify_report.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, size, span } from "./words.ts";

/** How many problems are told of one by one; `--json` has them all. */
const LISTED = 20;

/**
 * What a verification found, for people: what was compared, and each file that is not what it should be.
 *
 * @example
 * ```ts
 * process.stdout.write(verifyText(report, screen));
 * ```
 */
export function verifyText({ checked, problems, data_dir, seconds }: VerifyReport, screen: Screen): string {
  const { style } = screen;
  const files = Object.values(checked).reduce((sum, dataset) => sum + dataset.files, 0);
  const lines: Fact[] = Object.entries(checked).map(([dataset, { files, bytes }]) => [
    dataset,
    `${counted(files, "file")}, ${size(bytes)}`,
  ]);
  const found = problems
    .slice(0, LISTED)
    .map(({ path, what }): Fact => ["problem", style.bad(`${path} ${what}`)]);
  const more = problems.length - found.length;
  if (more > 0) found.push(["", `and ${counted(more, "more problem")}`]);
  const verdict =
    problems.length > 0
      ? `${counted(problems.length, "problem")} in "${data_dir}"`
      : files === 0
        ? `Nothing is published in "${data_dir}" yet`
        : `Verified ${counted(files, "file")} in ${span(seconds)}: all are as they were published`;
  const body = [...lines, ...found];
  return `${style.bold(verdict)}\n${body.length === 0 ? "" : `\n${facts(body, screen)}\n`}`;
}
