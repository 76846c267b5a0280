import { resolveSettings, SETTING_SPECS, type SettingsLayers } from "../../configs/mod.ts";
import { exitCode, Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { openStore } from "../../io/open_store.ts";
import { publicUrl } from "../../io/public_url.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import { hasLine } from "../../pipelines/run/with_run.ts";
import { absolutePlace, appendRun, HISTORY } from "../../store/mod.ts";
import type { Invocation } from "./invocation.ts";

/** The settings that say where the history is, and what a line says of a run. The others may be what is wrong. */
const NAMES = ["dataDir", "logDir", "cacheDir", "feed"] as const;
const KEYS = NAMES.map((name) => SETTING_SPECS[name].key);
const VARIABLES = NAMES.map((name) => SETTING_SPECS[name].variable);

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
  { flags, cwd, environment }: Pick<Invocation, "flags" | "cwd" | "environment">,
  error: unknown,
  { now, uuid }: Pick<Effects, "now" | "uuid"> = realEffects,
): Promise<void> {
  if (hasLine(error) || flags.dryRun === true) return;
  try {
    // Where a file of settings is what cannot be read, the other places may still name the folders.
    const layers = await readSettingsLayers(cwd, environment).catch((failure: unknown) => {
      if (failure instanceof Failure) return { environment, dotenv: {}, file: {} };
      throw failure;
    });
    const { settings } = resolveSettings({
      flags: only(NAMES, flags) as SettingsLayers["flags"],
      environment: only(VARIABLES, layers.environment),
      dotenv: only(VARIABLES, layers.dotenv),
      file: only(KEYS, layers.file),
    });
    const variables = { ...layers.dotenv, ...environment };
    const logs = await openStore(settings.logDir, settings.cacheDir, variables);
    if ((await logs.head(HISTORY)) === undefined) return;
    const time = now().toISOString();
    await appendRun(logs, {
      schema_version: 1,
      run_id: uuid(),
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

function only<Value>(
  names: readonly string[],
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
