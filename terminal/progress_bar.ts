import type { TextStream } from "./marked_stream.ts";
import { counted, size, span } from "./words.ts";

const CELLS = 24;
const SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
/** A line is drawn anew so often at most, in milliseconds: a chunk of a body comes every few. */
const FRAME = 100;
/** Before that no rate is worth the name, and no time left, in milliseconds. */
const SETTLED = 1000;

/** A line at the bottom of a terminal that says how far a run is; elsewhere it writes nothing. */
export type ProgressBar = {
  readonly bytes: (done: number, total: number | undefined) => void;
  readonly step: (name: string, rows?: number) => void;
  /** Wipes the line, so that something else can be written. */
  readonly clear: () => void;
};

/** What a progress bar needs of the world. */
export type ProgressEffects = {
  /** Milliseconds since any moment. */
  readonly now: () => number;
  /** Does something again and again, until what it gives is called. */
  readonly every: (milliseconds: number, work: () => void) => () => void;
};

const realProgressEffects: ProgressEffects = {
  now: () => performance.now(),
  every: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds);
    timer.unref();
    return () => clearInterval(timer);
  },
};

/**
 * A progress bar on a stream: how much of a download is there, how fast it comes and how long it will take, or, where
 * nobody knows, that the run is still at work and for how long.
 *
 * @param quiet write nothing, on a terminal neither
 *
 * @example
 * ```ts
 * const bar = progressBar(process.stderr, false);
 * bar.bytes(4_000_000, 12_000_000); // fetch  ████████░░░░░░░░░░░░░░░░  4.0 MB of 12.0 MB, 2.0 MB/s, 4 s left
 * bar.step("parse"); // ⠋ parse, 2 s
 * bar.step("check", 285_708); // ⠋ check 285,708 rows
 * bar.clear();
 * ```
 */
export function progressBar(
  stream: TextStream,
  quiet: boolean,
  { now, every }: ProgressEffects = realProgressEffects,
): ProgressBar {
  const draws = stream.isTTY === true && !quiet;
  let shown: { readonly what: string; readonly since: number; line: (elapsed: number) => string } | undefined;
  let drawn = "";
  let drawnAt = Number.NEGATIVE_INFINITY;
  let stop: (() => void) | undefined;
  const draw = () => {
    if (shown === undefined) return;
    drawnAt = now();
    const line = shown.line(drawnAt - shown.since);
    if (line === drawn) return;
    // A line that the terminal breaks could not be wiped as one.
    stream.write(`\r\u001b[K${line.slice(0, stream.columns)}`);
    drawn = line;
  };
  const show = (what: string, line: (elapsed: number) => string) => {
    if (!draws) return;
    const isNew = shown?.what !== what;
    shown = { what, since: isNew ? now() : (shown?.since ?? 0), line };
    stop ??= every(FRAME, draw);
    if (isNew || now() - drawnAt >= FRAME) draw();
  };
  return {
    bytes: (done, total) =>
      show("fetch", (elapsed) =>
        total
          ? `fetch  ${cells(done / total)}  ${far(done, total, elapsed)}`
          : waiting(size(done), done, elapsed),
      ),
    step: (name, rows) => {
      const what = rows === undefined ? name : `${name} ${counted(rows, "row")}`;
      show(what, (elapsed) => `${spinner(elapsed)} ${what}${took(elapsed)}`);
    },
    clear: () => {
      if (drawn !== "") stream.write("\r\u001b[K");
      drawn = "";
      shown = undefined;
      stop?.();
      stop = undefined;
    },
  };
}

/** A server may send more than it said it would. */
function cells(part: number): string {
  const filled = Math.round(CELLS * Math.min(1, part));
  return "█".repeat(filled).padEnd(CELLS, "░");
}

function far(done: number, total: number, elapsed: number): string {
  const amount = `${size(done)} of ${size(total)}`;
  if (elapsed < SETTLED || done === 0) return amount;
  const left = ((total - done) / done) * (elapsed / 1000);
  return `${amount}, ${rate(done, elapsed)}${left > 0 ? `, ${seconds(left)} left` : ""}`;
}

function waiting(amount: string, done: number, elapsed: number): string {
  const speed = elapsed < SETTLED ? "" : `, ${rate(done, elapsed)}`;
  return `${spinner(elapsed)} fetch  ${amount}${speed}${took(elapsed)}`;
}

function rate(done: number, elapsed: number): string {
  return `${size(Math.round(done / (elapsed / 1000)))}/s`;
}

function spinner(elapsed: number): string {
  return SPINNER[Math.floor(elapsed / FRAME) % SPINNER.length] ?? "";
}

/** Nothing in the first second, which is no wait. */
function took(elapsed: number): string {
  return elapsed < SETTLED ? "" : `, ${seconds(elapsed / 1000)}`;
}

/** Whole seconds: tenths would flicker. */
function seconds(count: number): string {
  return span(Math.max(1, Math.round(count)));
}
