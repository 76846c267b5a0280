import { Failure } from "../../errors/mod.ts";

const KINDS = { SIGHUP: "hung-up", SIGINT: "interrupted", SIGTERM: "terminated" } as const;

/**
 * Does a command's work so that SIGINT (Ctrl+C), SIGTERM and SIGHUP (a closed terminal) stop it at its next safe point.
 * A second signal of the same name ends the process at once, as if this were not here.
 */
export async function stoppable<T>(work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const handlers = (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((signal) => {
    const stop = () => {
      const message = `Stopped by ${signal}. What was published before is whole: run again when you like.`;
      controller.abort(new Failure(KINDS[signal], message));
    };
    process.once(signal, stop);
    return { signal, stop };
  });
  try {
    return await work(controller.signal);
  } finally {
    for (const { signal, stop } of handlers) process.off(signal, stop);
  }
}
