import { stripVTControlCharacters } from "node:util";
import type { TextStream } from "./marked_stream.ts";

/** What a line of a log says, beside the time and the run. */
export type LogEntry = {
  readonly message: string;
  readonly level?: "info" | "warning" | "error";
  /** The step that has ended, and how long it took. */
  readonly step?: string;
  readonly seconds?: number;
  readonly rows?: number | undefined;
  readonly exit_code?: number;
};

/** A log on a stream: entries, and lines of text, each of which becomes one. */
export type Log = { readonly stream: TextStream; readonly log: (entry: LogEntry) => void };

/**
 * A log of JSON lines on a stream, as journald and CloudWatch take it: each with its time, its level, and what is the
 * same in all of them. Of text that is written to it each line is an entry: a warning or an error where it begins so.
 *
 * @param common what each line has, such as the run's id
 *
 * @example
 * ```ts
 * const { log } = logLines(process.stderr, { run_id: "3f2a…", command: "run" });
 * log({ message: "fetch took 1.2 s", step: "fetch", seconds: 1.2 });
 * // {"time":"2026-11-25T14:00:01.200Z","level":"info","run_id":"3f2a…","command":"run","message":"fetch took 1.2 s",…}
 * ```
 */
export function logLines(
  stream: Pick<TextStream, "write">,
  common: Readonly<Record<string, string | boolean>>,
  now: () => Date = () => new Date(),
): Log {
  let begun = "";
  const log = ({ level = "info", ...entry }: LogEntry) => {
    stream.write(`${JSON.stringify({ time: now().toISOString(), level, ...common, ...entry })}\n`);
  };
  const write = (text: string) => {
    const lines = `${begun}${text}`.split("\n");
    begun = lines.pop() ?? "";
    for (const line of lines.map(stripVTControlCharacters)) if (line.trim() !== "") log(entryOf(line));
  };
  return { stream: { write }, log };
}

function entryOf(line: string): LogEntry {
  const [, mark, message] = /^(Warning|municlima): (.*)$/.exec(line) ?? [];
  if (mark === undefined || message === undefined) return { message: line };
  return { level: mark === "Warning" ? "warning" : "error", message };
}
