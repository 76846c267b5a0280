import { type DataFolder, lockState } from "../../store/mod.ts";
import { type Finding, ok } from "./finding.ts";

/**
 * Whether the data folder is free for the next run.
 *
 * @throws {Failure} what the store throws when the lock cannot be read
 *
 * @example
 * ```ts
 * (await checkLock(data, new Date())).says; // "no run is at work"
 * ```
 */
export async function checkLock(data: DataFolder, now: Date): Promise<Finding> {
  const name = "lock";
  const { is, says } = await lockState(data, now);
  const [first = "", ...rest] = says.split(/(?<=\.) /);
  const clause = first.replace(/\.$/, "").replace(/^The data/, "the data");
  if (is === "free") return ok(name, "no run is at work");
  if (is === "alive") return ok(name, clause);
  if (is === "held") return { name, verdict: "warning", says: clause, advice: rest.join(" ") };
  const left = "a run that was cut off has left its lock";
  return {
    name,
    verdict: "warning",
    says: left,
    advice: 'The next run clears up after it: run "municlima run".',
  };
}
