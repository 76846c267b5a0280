import { diffRuns } from "../../ops/runs/diff_runs.ts";
import { runsDiffText } from "../../terminal/ops/runs_diff_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";

/** `municlima runs diff [older] [newer]`: how two runs ended, how long they took, and their figures. */
export async function runsDiffCommand(call: Invocation): Promise<void> {
  const { logs, settings } = await openPlace(call);
  const [older, newer] = call.args;
  const result = await diffRuns({ logs, settings, older, newer });
  printResult(result, () => runsDiffText(result, call.output.screen), call.output);
}
