import { Failure } from "../errors/mod.ts";
import type { Effects } from "../io/effects.ts";

/** How long to wait before asking again, in milliseconds. */
const PAUSE = 250;

/**
 * Does what needs the data folder, and does it again as long as another run holds the folder, for so many
 * seconds.
 *
 * @throws {Failure} `locked` when another run holds the folder still; what `attempt` throws; the reason of `stop`
 */
export async function patiently<T>(
  seconds: number,
  attempt: () => Promise<T>,
  stop: AbortSignal | undefined,
  { now, sleep }: Pick<Effects, "now" | "sleep">,
): Promise<T> {
  const until = now().getTime() + seconds * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const held = error instanceof Failure && error.kind === "locked";
      if (!held || now().getTime() + PAUSE > until) throw error;
    }
    await sleep(PAUSE, stop).catch((error: unknown) => {
      stop?.throwIfAborted();
      throw error;
    });
  }
}
