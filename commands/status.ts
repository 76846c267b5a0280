import { AGES, type AgeLimits, durationSeconds } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { status } from "../pipelines/maintain/status.ts";
import { REQUIRABLE, type Requirable, type StatusResult } from "../pipelines/maintain/status_result.ts";
import { conditionText } from "../terminal/condition_text.ts";
import { statusText } from "../terminal/status_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { nextCommand } from "./call/next_command.ts";
import { feedOfPlace, openPlace, type Place } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";

/**
 * `municlima status`: what the data folder holds and how fresh it is. An answer ends with 0, whatever it is; as a check
 * it ends with 1 when the data is stale and with 2 when a run failed or data is missing.
 */
export async function statusCommand(call: Invocation): Promise<void> {
  const { flags, output } = call;
  const { check, maxAge, maxUnchanged, require } = flags;
  const [limits, required] = [limitsOf(maxAge), requiredOf(require)];
  const place = await openPlace(call);
  const { data, logs, settings, origins } = place;
  const feed = await feedNow(place);
  const most = maxUnchanged as number | undefined;
  const result = await status({ data, logs, settings, feed, limits, required, maxUnchanged: most });
  const command = (verb: string) => nextCommand(verb, settings, origins);
  printResult(result, () => statusText(result, command, output.screen), output);
  if ([check, maxAge, maxUnchanged, require].some((flag) => flag !== undefined)) assertFresh(result);
}

/** The feed as it is described now. One that cannot be read is no trouble to whoever asks how its data is. */
async function feedNow(place: Place) {
  return await feedOfPlace(place).catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
}

function assertFresh(result: StatusResult): void {
  const { is } = result.condition;
  if (is === "fresh") return;
  const kind = is === "stale" || is === "unchanged" ? "stale" : "failing";
  const message = `"${result.data_dir}" is ${is}: ${conditionText(result).replace(/\.$/, "")}.`;
  throw new Failure(kind, message, { reported: true });
}

/** "3h", which is about fetching, or "fetched=3h,issued=30h"; "none" is no limit. */
function limitsOf(given: unknown): AgeLimits {
  const parts = String(given ?? "")
    .split(",")
    .filter((part) => part !== "");
  return Object.fromEntries(
    parts.map((part) => {
      const [age, text] = part.includes("=") ? (part.split("=", 2) as [string, string]) : ["fetched", part];
      const seconds = durationSeconds(text);
      if (!AGES.some((name) => name === age) || (seconds === undefined && text !== "none"))
        throw new Failure(
          "usage",
          `--max-age cannot be "${part}". Give a duration, such as 3h, or one for each of ${AGES.join(", ")}: fetched=3h,issued=30h. "none" is no limit.`,
        );
      return [age, seconds];
    }),
  );
}

function requiredOf(given: unknown): Requirable[] {
  return String(given ?? "")
    .split(",")
    .filter((name) => name !== "")
    .map((name) => {
      const found = REQUIRABLE.find((each) => each === name);
      if (found !== undefined) return found;
      throw new Failure("usage", `--require cannot be "${name}". Give some of ${REQUIRABLE.join(",")}.`);
    });
}
