import type { Effects } from "../../io/effects.ts";
import { span } from "../../terminal/words.ts";
import type { Output } from "./invocation.ts";

/**
 * Puts the beginning of a run off by a random time, so that many machines with one schedule do not all ask the provider
 * at once, and says for how long.
 *
 * @param seconds the longest time; 0 puts nothing off
 * @throws the reason of `stop` when that ends the wait
 */
export async function splay(
  seconds: number,
  output: Pick<Output, "tell">,
  stop: AbortSignal,
  { random, sleep }: Pick<Effects, "random" | "sleep">,
): Promise<void> {
  if (seconds === 0) return;
  const wait = random() * seconds;
  output.tell(`The run begins in ${span(wait)}: --splay put it off.\n`);
  await sleep(wait * 1000, stop).catch((error: unknown) => {
    stop.throwIfAborted();
    throw error;
  });
}
