import { showRun } from "../../ops/runs/show_run.ts";
import { runsShowText } from "../../terminal/ops/runs_show_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";

/** `municlima runs show [id]`: all that the history has of one run. */
export async function runsShowCommand(call: Invocation): Promise<void> {
  const { logs, settings } = await openPlace(call);
  const result = await showRun({ logs, settings, id: call.args[0] });
  printResult(result, () => runsShowText(result, call.output.screen), call.output);
}
