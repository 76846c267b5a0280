import type { TextStream } from "./marked_stream.ts";
import { counted, size } from "./words.ts";

const CELLS = 24;

/** A line at the bottom of a terminal that says how far a run is; elsewhere it writes nothing. */
export type ProgressBar = {
  readonly bytes: (done: number, total: number | undefined) => void;
  readonly step: (name: string, rows?: number) => void;
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
 * bar.bytes(4_000_000, 12_000_000); // fetch  ████████░░░░░░░░░░░░░░░░  4.0 MB of 12.0 MB
 * bar.step("parse"); // parse …
 * bar.step("check", 285_708); // check  285,708 rows …
 * bar.clear();
 * ```
 */
export function progressBar(stream: TextStream, quiet: boolean): ProgressBar {
  const draws = stream.isTTY === true && !quiet;
  let drawn = "";
  const draw = (line: string) => {
    // A chunk of the body comes every few milliseconds: only what looks different is written.
    if (!draws || line === drawn) return;
    // A line that the terminal breaks could not be wiped as one.
    stream.write(`\r\u001b[K${line.slice(0, stream.columns)}`);
    drawn = line;
  };
  return {
    bytes: (done, total) => draw(`fetch  ${total ? `${cells(done / total)}  ` : ""}${amount(done, total)}`),
    step: (name, rows) => draw(rows === undefined ? `${name} …` : `${name}  ${counted(rows, "row")} …`),
    clear: () => {
      if (drawn !== "") stream.write("\r\u001b[K");
      drawn = "";
    },
  };
}

/** A server may send more than it said it would. */
function cells(part: number): string {
  const filled = Math.round(CELLS * Math.min(1, part));
  return "█".repeat(filled).padEnd(CELLS, "░");
}

function amount(done: number, total: number | undefined): string {
  return total ? `${size(done)} of ${size(total)}` : size(done);
}
