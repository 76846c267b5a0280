import { exitCode, Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { publicUrl } from "../../io/public_url.ts";
import { hasLine } from "../../pipelines/run/with_run.ts";
import { absolutePlace, appendRun, HISTORY } from "../../store/mod.ts";
import type { Invocation } from "../call/invocation.ts";
import { partialPlace } from "./partial_place.ts";

/**
 * Adds a line to the history for a run that failed before it began, as its command line, its settings or its feed were
 * wrong; a run that began has its own. Only where there is a history: a slip of the keyboard begins none. Nothing is
 * thrown where the line cannot be written: what failed first is what the user must hear of.
 *
 * @param command such as "ingest"
 * @param error what the run failed on
 *
 * @example
 * ```ts
 * await noteRefusedRun("merge", call, new Failure("usage", `Unknown option "--windw".`));
 * ```
 */
export async function noteRefusedRun(
  command: string,
  call: Pick<Invocation, "flags" | "cwd" | "environment" | "runId">,
  error: unknown,
  { now, uuid }: Pick<Effects, "now" | "uuid"> = realEffects,
): Promise<void> {
  if (hasLine(error) || call.flags.dryRun === true) return;
  try {
    // The other settings may be what is wrong.
    const { logs, settings } = await partialPlace(call);
    if ((await logs.head(HISTORY)) === undefined) return;
    const time = now().toISOString();
    await appendRun(logs, {
      schema_version: 1,
      run_id: call.runId ?? uuid(),
      command,
      data_dir: absolutePlace(settings.dataDir),
      feed_name: publicUrl(settings.feed),
      started_at: time,
      finished_at: time,
      seconds: 0,
      steps: [],
      figures: {},
      outcome: "failed",
      exit_code: exitCode(error),
      error: error instanceof Error ? error.message : String(error),
    });
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
  }
}
