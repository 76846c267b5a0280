import type { RunsShowResult } from "../../ops/runs/runs_show_result.ts";
import type { RunEntry } from "../../store/mod.ts";
import { type Fact, facts } from "../facts.ts";
import type { Screen } from "../screen.ts";
import type { Style } from "../style.ts";
import { minute, size, span, thousands } from "../words.ts";

/**
 * One past run for people: how it ended, what each step took, its figures and its warnings.
 *
 * @example
 * ```ts
 * process.stdout.write(runsShowText(await showRun({ logs, settings }), screen));
 * ```
 */
export function runsShowText({ run_id, runs }: RunsShowResult, screen: Screen): string {
  const { style } = screen;
  const parts = runs.map((run) => `${style.bold(run.command)}\n\n${facts(factsOf(run, style), screen)}\n`);
  return `${style.bold(`Run ${run_id}`)}\n\n${parts.join("\n")}`;
}

function factsOf(run: RunEntry, { good, bad, warn }: Style): Fact[] {
  const { data_dir, feed_name, started_at, seconds, exit_code, error, steps, figures } = run;
  const { warnings, ...others } = figures;
  const outcome = exit_code === 0 ? good("done") : `${bad(`failed with exit code ${exit_code}`)}: ${error}`;
  return [
    ["outcome", outcome],
    ["started", `${minute(started_at)} UTC`],
    ["took", span(seconds)],
    ["steps", steps.map((step) => `${step.name} ${span(step.seconds)}`).join(", ") || "none"],
    ["folder", data_dir],
    ["feed", feed_name],
    ...Object.entries(others).map(([name, value]): Fact => [name.replaceAll("_", " "), told(name, value)]),
    ...(Array.isArray(warnings) ? warnings : []).map((text): Fact => ["warning", warn(String(text))]),
  ];
}

function told(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "number") return JSON.stringify(value);
  return name === "bytes" ? size(value) : thousands(value);
}
