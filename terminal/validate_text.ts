import { nounOf } from "../configs/mod.ts";
import type { ValidateResult } from "../pipelines/validate/validate_result.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, thousands } from "./words.ts";

const KINDS = { feed: "a feed's body", snapshot: "a snapshot", means: "a table of means" } as const;

/**
 * What a validation found, for people: a line for each rule, and whether the file meets the contract.
 *
 * @example
 * ```ts
 * process.stdout.write(validateText(result, screen));
 * ```
 */
export function validateText(result: ValidateResult, screen: Screen): string {
  const { style } = screen;
  const { file, feed, kind, rows, towns, findings, valid } = result;
  const paint = { passes: style.good, warns: style.warn, fails: style.bad } as const;
  const lines = findings.map(({ rule, verdict, found, allowed, says }): Fact => {
    const count = found === 0 ? "" : `, ${thousands(found)} of ${thousands(allowed)} allowed`;
    return [rule, `${paint[verdict](verdict)}${count}${says === "" ? "" : `: ${says}`}`];
  });
  const verdict = valid ? "meets" : style.bad("breaks");
  return [
    style.bold(`${file} ${verdict} the contract of ${feed.name}`),
    "",
    facts(
      [
        ["holds", `${counted(rows, "row")} of ${counted(towns, nounOf(feed))}, taken for ${KINDS[kind]}`],
        ...lines,
      ],
      screen,
    ),
    "",
  ].join("\n");
}
