import { listRuns } from "../../ops/runs/list_runs.ts";
import { runsListText } from "../../terminal/ops/runs_list_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";

/** `municlima runs list`: the newest runs on the data folder, as the history has them. */
export async function runsListCommand(call: Invocation): Promise<void> {
  const { logs, settings } = await openPlace(call);
  const { limit, failed } = call.flags as { readonly limit: string; readonly failed?: true };
  const result = await listRuns({ logs, settings, limit: Number(limit), failed: failed === true });
  printResult(result, () => runsListText(result, call.output.screen), call.output);
}
