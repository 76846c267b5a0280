import { Failure } from "../../../errors/mod.ts";

/** One turn of {@linkcode eachStop}. */
export type StopTurn = {
  /** What the run is given; it tells it to stop when it asks at this turn's point. */
  readonly stop: AbortSignal;
  /** The kind of the failure with which it should end. */
  readonly kind: "interrupted" | "terminated";
  /** Whether the run was told to stop. */
  readonly stopped: () => boolean;
};

/**
 * Does some work again and again: told to stop at the first point at which it asks, then at the second, and so on,
 * by a signal as Ctrl-C or a service manager would send it. The last turn is one that comes to its end.
 *
 * @returns at how many points it can be stopped
 *
 * @example
 * ```ts
 * await eachStop("interrupted", ({ stop }) => ingest({ ...options, stop }).catch(() => undefined));
 * ```
 */
export async function eachStop(
  kind: StopTurn["kind"],
  work: (turn: StopTurn) => Promise<unknown>,
): Promise<number> {
  for (let at = 0; ; at++) {
    const controller = new AbortController();
    const { signal } = controller;
    let asked = 0;
    signal.throwIfAborted = () => {
      if (asked++ === at) controller.abort(new Failure(kind, "Told to stop."));
      AbortSignal.prototype.throwIfAborted.call(signal);
    };
    await work({ stop: signal, kind, stopped: () => signal.aborted });
    if (!signal.aborted) return at;
  }
}
