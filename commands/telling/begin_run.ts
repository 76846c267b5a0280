import { randomUUID } from "node:crypto";
import { performance } from "node:perf_hooks";
import { exitCode, Failure } from "../../errors/mod.ts";
import { secondsSince } from "../../io/effects.ts";
import { logLines } from "../../terminal/log_lines.ts";
import { span } from "../../terminal/words.ts";
import type { Invocation, Output } from "../call/invocation.ts";
import { pastable } from "../call/pastable.ts";
import type { Verb } from "../verbs.ts";
import { partialSettings } from "./partial_settings.ts";
import { noteRefusedRun } from "./refused_run.ts";

/** A run that begins: its id, where its words go, and what is to be done at its end. */
export type BegunRun = {
  readonly runId: string;
  readonly output: Output;
  /** To be called with what the run failed on, if it did. Throws nothing that is foreseen. */
  readonly end: (error: unknown) => Promise<void>;
};

/**
 * Begins a run: gives it its id, makes standard error a log where that is asked for, and tells whoever is to be told. At
 * its end a run that could not begin has its line in the history.
 *
 * @param output where its words go unless standard error is a log
 */
export async function beginRun(
  verb: Verb,
  world: Pick<Invocation, "flags" | "cwd" | "environment">,
  output: Output,
): Promise<BegunRun> {
  const begun = performance.now();
  const runId = randomUUID();
  const logFormat = await formatOf(world);
  const said = logFormat === "text" ? output : asLog(output, verb.name, runId, world);
  const call = { ...world, output: said, runId };
  // Its libraries are not loaded for runs of which nobody is told.
  const watched = verb.settings.includes("pingUrl")
    ? await (await import("./watch_run.ts")).watchRun(verb.name, call)
    : undefined;
  const onResult = (result: object) => {
    watched?.onResult(result);
    // Nothing else prints them then.
    if (said.log !== undefined && (said.quiet || said.json)) logWarnings(result, said.log);
  };
  said.log?.({ message: `${verb.name} begins` });
  return {
    runId,
    output: { ...said, onResult },
    end: async (error) => {
      if (error !== undefined) await noteRefusedRun(verb.name, call, error);
      await watched?.end(error);
      const exit_code = error === undefined ? 0 : exitCode(error);
      const seconds = secondsSince(begun);
      const message = `${verb.name} ${exit_code === 0 ? "done" : "failed"} after ${span(seconds)}`;
      said.log?.({ message, seconds, exit_code, ...(exit_code !== 0 && { level: "error" }) });
      if (logFormat !== "emf") return;
      const { emfLine } = await import("./emf_line.ts");
      const ended = { command: verb.name, run_id: runId, seconds, exit_code, now: new Date() };
      process.stderr.write(await emfLine(ended, world));
    },
  };
}

/** The output with standard error as a log of JSON lines, which a quiet run writes as well. */
function asLog(
  output: Output,
  command: string,
  run_id: string,
  world: Pick<Invocation, "flags" | "cwd" | "environment">,
): Output {
  const isInsecure = world.flags.insecureTls === true;
  const { stream, log } = logLines(process.stderr, {
    run_id,
    command,
    ...(isInsecure && { tls_verified: false }),
  });
  const tell = (text: string) => stream.write(pastable(text, output.screen.program, world.flags));
  return { ...output, errors: stream, tell, log };
}

async function formatOf(world: Pick<Invocation, "flags" | "cwd" | "environment">) {
  try {
    return (await partialSettings(world, ["logFormat"])).logFormat;
  } catch (error) {
    if (error instanceof Failure) return "text";
    throw error;
  }
}

function logWarnings(result: object, log: NonNullable<Output["log"]>): void {
  const { warnings = [] } = result as { readonly warnings?: readonly string[] };
  for (const message of warnings) log({ message, level: "warning" });
}
