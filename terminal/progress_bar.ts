import { size } from "./words.ts";

const WIDTH = 24;

/** A line at the bottom of a terminal that says how far a run is; elsewhere it writes nothing. */
export type ProgressBar = {
  readonly bytes: (done: number, total: number | undefined) => void;
  readonly step: (name: string) => void;
  /** Wipes the line, so that something else can be written. */
  readonly clear: () => void;
};

/**
 * A progress bar on a stream.
 *
 * @param quiet write nothing, on a terminal neither
 *
 * @example
 * ```ts
 * const bar = progressBar(process.stderr, false);
 * bar.bytes(4_000_000, 11_700_000); // fetch  [████████                ]  4.0 MB of 11.7 MB
 * bar.clear();
 * ```
 */
export function progressBar(
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
  quiet: boolean,
): ProgressBar {
  const draws = stream.isTTY === true && !quiet;
  let drawn = "";
  const draw = (line: string) => {
    // A chunk of the body comes every few milliseconds: only what looks different is written.
    if (!draws || line === drawn) return;
    stream.write(`\r\u001b[K${line}`);
    drawn = line;
  };
  return {
    bytes: (done, total) => {
      const filled = total ? Math.round((WIDTH * done) / total) : 0;
      const bar = total ? `[${"█".repeat(filled).padEnd(WIDTH)}]  ` : "";
      draw(`fetch  ${bar}${size(done)}${total ? ` of ${size(total)}` : ""}`);
    },
    step: (name) => draw(name),
    clear: () => {
      if (drawn !== "") stream.write("\r\u001b[K");
      drawn = "";
    },
  };
}
