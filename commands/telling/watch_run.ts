import { SETTING_SPECS, type Settings } from "../../configs/mod.ts";
import { exitCode, Failure } from "../../errors/mod.ts";
import { realEffects } from "../../io/effects.ts";
import { type Heartbeat, startHeartbeat } from "../../ops/heartbeat/heartbeat.ts";
import { eventsOf, HOOKS } from "../../ops/hooks/events_of.ts";
import type { HookInput } from "../../ops/hooks/hook_input.ts";
import { runHook } from "../../ops/hooks/run_hook.ts";
import { measure } from "../../ops/metrics/measure.ts";
import { prometheusText } from "../../ops/metrics/prometheus_text.ts";
import { status } from "../../pipelines/maintain/status.ts";
import { writeOutput } from "../../pipelines/write_output.ts";
import type { Invocation } from "../call/invocation.ts";
import { partialPlace } from "./partial_place.ts";
import { partialSettings } from "./partial_settings.ts";

const TOLD = ["pingUrl", "metricsFile", "onFailure", "onStale", "onChange"] as const;
type Told = Pick<Settings, (typeof TOLD)[number]>;
/** A run of which others are told. */
export type WatchedRun = {
  /** To be given the result that the run prints. */
  readonly onResult: (result: object) => void;
  /**
   * Tells whoever is to be told that the run has ended, with the error that it failed on, if it did. Whatever goes wrong
   * with that is said on standard error and changes nothing.
   */
  readonly end: (error?: unknown) => Promise<void>;
};

/**
 * Tells of a run: a heartbeat, metrics and hooks, as the settings say. A run that cannot begin is told of, too.
 *
 * @param command such as "ingest"
 */
export async function watchRun(
  command: string,
  call: Pick<Invocation, "flags" | "cwd" | "environment" | "output"> & { readonly runId: string },
): Promise<WatchedRun> {
  const told = await toldIn(call);
  const heartbeat = told.pingUrl === "none" ? undefined : startHeartbeat(told.pingUrl, call.runId);
  let result: object = { schema_version: 1 };
  return {
    onResult: (given) => {
      result = given;
    },
    end: async (error) => {
      const exit_code = error === undefined ? 0 : exitCode(error);
      const failed = error === undefined ? undefined : failureOf(error, exit_code);
      const run = { command, run_id: call.runId, exit_code, result: failed ?? result };
      const problems = [
        ...(await writeMetrics(told, call)),
        ...(await endHeartbeat(heartbeat, run, failed?.error)),
        ...(await callHooks(told, run, call)),
      ];
      // In a quiet run as well: whoever relies on being told must hear that he was not.
      for (const problem of problems) call.output.errors.write(`Warning: ${problem}\n`);
    },
  };
}

/** Each by itself: one that is wrong fails the run, and the others tell of that. */
async function toldIn(call: Parameters<typeof partialSettings>[0]): Promise<Told> {
  const all = TOLD.map(async (name) => {
    const found = await unlessFailed(partialSettings(call, [name]));
    return [name, found.value?.[name] ?? SETTING_SPECS[name].default] as const;
  });
  return Object.fromEntries(await Promise.all(all)) as Told;
}

function failureOf(error: unknown, exit_code: number) {
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof Failure ? error.kind : "bug";
  return { schema_version: 1, error: message, kind, exit_code };
}

async function writeMetrics(
  { metricsFile }: Told,
  call: Parameters<typeof partialSettings>[0],
): Promise<string[]> {
  if (metricsFile === "none") return [];
  const written = await unlessFailed(
    (async () => {
      const place = await partialPlace(call);
      const text = new TextEncoder().encode(prometheusText(await measure(place)));
      const flag = SETTING_SPECS.metricsFile.flag;
      await writeOutput(metricsFile, text, { ...place.settings, flag }, realEffects.files);
    })(),
  );
  return written.problem === undefined ? [] : [`The metrics were not written: ${written.problem}`];
}

async function endHeartbeat(
  heartbeat: Heartbeat | undefined,
  { command, run_id, exit_code, result }: Omit<HookInput, "schema_version" | "event" | "status">,
  error: string | undefined,
): Promise<readonly string[]> {
  if (heartbeat === undefined) return [];
  const { warnings = [] } = result as { readonly warnings?: readonly string[] };
  const outcome = exit_code === 0 ? "done" : `failed with exit code ${exit_code}: ${error}`;
  return await heartbeat.end(exit_code, `${command} ${outcome}\nrun ${run_id}\n`, warnings);
}

async function callHooks(
  told: Told,
  run: Omit<HookInput, "schema_version" | "event" | "status">,
  call: Pick<Invocation, "flags" | "cwd" | "environment" | "output">,
): Promise<string[]> {
  if (Object.values(HOOKS).every((name) => told[name] === "none")) return [];
  const place = await unlessFailed(partialPlace(call));
  if (place.value === undefined) return [`No hook was called: ${place.problem}`];
  const { data } = place.value;
  const found = await unlessFailed(status(place.value));
  const events = await unlessFailed(eventsOf(run, found.value ?? null, data));
  const problems = events.problem === undefined ? [] : [`No hook was called: ${events.problem}`];
  for (const event of events.value ?? []) {
    const setting = HOOKS[event];
    if (told[setting] === "none") continue;
    const input: HookInput = { schema_version: 1, event, ...run, status: found.value ?? null };
    const { said, problem } = await runHook(told[setting], `${JSON.stringify(input)}\n`);
    for (const line of said.split("\n")) if (line.trim() !== "") call.output.tell(`${line}\n`);
    if (problem !== undefined) problems.push(`The command of "${SETTING_SPECS[setting].key}" ${problem}.`);
  }
  return problems;
}

/** What a promise gives, or what it failed on; a bug is thrown. */
async function unlessFailed<T>(
  promise: Promise<T>,
): Promise<{ readonly value?: T; readonly problem?: string }> {
  try {
    return { value: await promise };
  } catch (error) {
    if (error instanceof Failure) return { problem: error.message };
    throw error;
  }
}
