import { Readable } from "node:stream";
import { type Effects, realEffects } from "../../io/effects.ts";

/** The real world, but for a clock that stands at a given time, waits that take none, and an empty standard input. */
export function worldAt(time: string, more: Partial<Effects> = {}): Effects {
  return {
    ...realEffects,
    now: () => new Date(time),
    sleep: async () => undefined,
    stdin: Readable.from([]),
    ...more,
  };
}
