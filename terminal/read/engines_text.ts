import type { EngineDescription, EnginesResult } from "../../pipelines/read/engines_result.ts";
import { type Fact, facts } from "../facts.ts";
import type { Screen } from "../screen.ts";

/**
 * The engines, a line each: its version, what it does, and whether it can work on the data folder.
 *
 * @example
 * ```ts
 * process.stdout.write(enginesText(await engines({ data, settings }), screen));
 * ```
 */
export function enginesText({ engines }: EnginesResult, screen: Screen): string {
  return `${facts(
    engines.map((engine): Fact => [engine.name, lineOf(engine, screen)]),
    screen,
  )}\n`;
}

function lineOf({ name, does, version, remote, problem, sees_data }: EngineDescription, { style }: Screen) {
  if (name === "spark" && remote === null)
    return `${does}: none is named. Name one with --remote sc://spark.example:15002.`;
  const what = [version, `${does}${remote === null ? "" : ` at ${remote}`}`].filter(Boolean).join(", ");
  if (problem !== null) return `${what}: ${style.bad(problem)}`;
  return `${what}: ${sees_data === null ? "the data folder has no snapshot yet" : style.good("sees the data folder")}.`;
}
