import { ageLimits, type Feed, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { probeProvider } from "../../io/fetch/probe_provider.ts";
import {
  absolutePlace,
  type DataFolder,
  type FreeSpace,
  freeSpace,
  type ObjectStore,
} from "../../store/mod.ts";
import { checkSpace, checkWriting } from "./check_disk.ts";
import { checkLastRun } from "./check_last_run.ts";
import { checkLock } from "./check_lock.ts";
import { checkProvider } from "./check_provider.ts";
import { checkRuntime } from "./check_runtime.ts";
import type { DoctorResult } from "./doctor_result.ts";
import type { Finding } from "./finding.ts";

/** The longest wait for the provider, in seconds: whoever asks sits before the answer. */
const PATIENCE = 15;

/**
 * Looks at everything that runs depend on, and changes nothing but for an object that is put and removed again. What
 * cannot be looked at is a failure with its reason, and the rest is looked at all the same.
 *
 * @param findings what is known already, as of the settings
 * @param place what the settings name; undefined where they cannot be read
 *
 * @example
 * ```ts
 * const { verdict } = await doctor({ findings: [], place: { data, logs, settings, feed } });
 * ```
 */
export async function doctor(
  {
    findings,
    place,
  }: {
    readonly findings: readonly Finding[];
    readonly place:
      | {
          readonly data: DataFolder;
          readonly logs: ObjectStore;
          readonly settings: Pick<Settings, "dataDir" | "logDir" | "timeoutSeconds">;
          readonly feed: Feed | undefined;
        }
      | undefined;
  },
  effects: Pick<Effects, "http" | "now" | "environment"> = realEffects,
): Promise<DoctorResult> {
  const all = [...(await checkRuntime()), ...findings];
  if (place !== undefined) {
    const { data, logs, settings, feed } = place;
    const now = effects.now();
    const space = await roomOf(settings.dataDir);
    all.push(await checkWriting("data folder", data.objects, space));
    all.push(await checkWriting("run history", logs, await roomOf(settings.logDir)));
    if (space !== undefined) all.push(await unlessFailed("disk space", () => checkSpace(data, space, now)));
    all.push(await unlessFailed("lock", () => checkLock(data, now)));
    const limits = ageLimits(feed);
    const folder = absolutePlace(settings.dataDir);
    all.push(await unlessFailed("last run", () => checkLastRun(logs, folder, limits, now)));
    if (feed !== undefined) all.push(...(await providerOf(feed, settings.timeoutSeconds, effects)));
  }
  const worst = (["failure", "warning"] as const).find((verdict) =>
    all.some((found) => found.verdict === verdict),
  );
  return { schema_version: 1, command: "doctor", verdict: worst ?? "ok", findings: all };
}

/** A bucket has no disk of this machine's. */
async function roomOf(place: string): Promise<FreeSpace | undefined> {
  return absolutePlace(place).startsWith("/") ? await freeSpace(place) : undefined;
}

async function providerOf(
  feed: Feed,
  timeoutSeconds: number,
  effects: Pick<Effects, "http" | "now" | "environment">,
): Promise<Finding[]> {
  try {
    return checkProvider(
      await probeProvider(feed, Math.min(PATIENCE, timeoutSeconds), effects),
      effects.now(),
    );
  } catch (error) {
    return [failed("provider", error)];
  }
}

async function unlessFailed(name: string, check: () => Promise<Finding>): Promise<Finding> {
  return await check().catch((error: unknown) => failed(name, error));
}

function failed(name: string, error: unknown): Finding {
  if (!(error instanceof Failure)) throw error;
  const [says = "", ...advice] = error.message.split(/(?<=\.) (?=[A-Z])/);
  return { name, verdict: "failure", says: says.replace(/\.$/, ""), advice: advice.join(" ") || null };
}
