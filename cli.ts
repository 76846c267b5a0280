import { type Command, CommanderError } from "commander";
import { foldersIn } from "./commands/call/folders_in.ts";
import type { Output } from "./commands/call/invocation.ts";
import { pastable } from "./commands/call/pastable.ts";
import { standardOutput } from "./commands/call/standard_output.ts";
import { startedAs } from "./commands/call/started_as.ts";
import { usageMessage } from "./commands/call/usage_message.ts";
import { program } from "./commands/program.ts";
import type { ErrorResult } from "./commands/results/error_result.ts";
import { VERBS, type Verb } from "./commands/verbs.ts";
import { exitCode, Failure, outOfMemory } from "./errors/mod.ts";
import manifest from "./package.json" with { type: "json" };
import { markedStream, type TextStream } from "./terminal/marked_stream.ts";
import { screenWidth } from "./terminal/screen_width.ts";
import { styleFor } from "./terminal/style.ts";

const { version, bugs } = manifest;
const name = startedAs(process.env);
let errors = errorStream(process.argv);

const out = standardOutput(process.stdout);

// Where nobody hears the words any more, or nothing keeps them, there is nobody to tell; the work goes on.
process.stderr.on("error", () => undefined);
const code = await main(process.argv.slice(2));
const unwritten = await out.end();
process.exitCode = code === 0 && unwritten !== undefined ? report(unwritten, false) : code;

async function main(words: readonly string[]): Promise<number> {
  const root = program(name, version, act);
  try {
    await root.parseAsync(known(words, root), { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return await misuse(error, root, words);
    return report(error, words.includes("--json"));
  }
}

/** The words of a call; after a command that does not exist, none: commander would answer its `--help` with ours. */
function known(words: readonly string[], root: Command): string[] {
  const [first = ""] = words;
  const isKnown = first.startsWith("-") || root.commands.some((command) => command.name() === first);
  return isKnown ? [...words] : words.slice(0, 1);
}

async function act(
  verb: Verb,
  flags: Record<string, unknown>,
  args: readonly string[],
  commandLine: Command,
): Promise<void> {
  const run = await verb.load().catch((cause: unknown) => {
    throw missingNative(cause) ?? cause;
  });
  const calling = async (output: Output, runId?: string) =>
    await run({ args, flags, cwd: process.cwd(), environment: process.env, commandLine, output, runId });
  try {
    if (verb.isRun !== true || flags.dryRun === true) await calling(output(flags));
    else await runWatched(verb, flags, calling);
  } catch (error) {
    if (error instanceof Failure) error.message = pastable(error.message, name, flags);
    throw error;
  }
}

/** Does a run of which others are told: those that wait for it, the log, and the history, also where it cannot begin. */
async function runWatched(
  verb: Verb,
  flags: Record<string, unknown>,
  work: (output: Output, runId: string) => Promise<void>,
): Promise<void> {
  const { beginRun } = await import("./commands/telling/begin_run.ts");
  const world = { flags, cwd: process.cwd(), environment: process.env };
  const begun = await beginRun(verb, world, output(flags));
  errors = begun.output.errors;
  let failed: unknown;
  try {
    await work(begun.output, begun.runId);
  } catch (error) {
    failed = error;
  }
  await begun.end(failed);
  if (failed !== undefined) throw failed;
}

/** Standard error; in a run that does not check certificates each of its lines says so. */
function errorStream(words: readonly string[]): TextStream {
  return words.includes("--insecure-tls")
    ? markedStream(process.stderr, "TLS NOT VERIFIED: ")
    : process.stderr;
}

function output(flags: Record<string, unknown>): Output {
  const { json, quiet } = flags;
  return {
    screen: {
      style: styleFor(process.stdout, process.env),
      width: screenWidth(process.stdout, process.env),
      program: name,
    },
    print: out.print,
    write: out.write,
    tell: (text) => quiet === true || errors.write(pastable(text, name, flags)),
    errors,
    json: json === true,
    quiet: quiet === true,
  };
}

/** The help and the version are no misuse; commander has printed them. */
async function misuse(error: CommanderError, root: Command, words: readonly string[]): Promise<number> {
  if (error.exitCode === 0) return 0;
  if (error.code === "commander.help") return exitCode(new Failure("usage", ""));
  // "help" and "version" have no help of their own.
  const outer = root
    .createHelp()
    .visibleCommands(root)
    .find((command) => command.name() === words[0]);
  const inner = outer?.commands.find((command) => command.name() === words[1]);
  const command = inner ?? outer;
  const called = [name, outer?.name(), inner?.name()].filter((word) => word !== undefined).join(" ");
  const said = usageMessage(error.message, called);
  const failure = new Failure("usage", said);
  // Commander has taken the flags before the one that was wrong.
  const verb = VERBS.find((each) => each.name === command?.name());
  const flags = { ...foldersIn(words), ...command?.opts() };
  if (verb?.isRun === true && flags.dryRun !== true)
    await runWatched(verb, flags, () => Promise.reject(failure)).catch((error) => {
      if (error !== failure) throw error;
    });
  return report(failure, words.includes("--json"));
}

/** Says on one line what failed, in JSON too where that was asked for; a bug of ours comes with its stack. */
function report(thrown: unknown, json: boolean): number {
  const error = outOfMemory(thrown) ?? thrown;
  const code = exitCode(error);
  const foreseen = error instanceof Failure;
  const message = error instanceof Error ? error.message : String(error);
  const { bad } = styleFor(process.stderr, process.env);
  errors.write(`${bad("municlima:")} ${message}\n`);
  if (!foreseen) {
    errors.write(
      `This is a bug in municlima ${version}. Please report it at ${bugs.url} with these lines:\n`,
    );
    errors.write(`${error instanceof Error ? error.stack : error}\n`);
  }
  if (json && !(foreseen && error.reported)) {
    const kind = foreseen ? error.kind : "bug";
    const result: ErrorResult = { schema_version: 1, error: message, kind, exit_code: code };
    out.print(`${JSON.stringify(result, undefined, 2)}\n`);
  }
  return code;
}

/** npm leaves out an optional native part without a word; the stack that follows says little to a user. */
function missingNative(cause: unknown): Failure | undefined {
  const said = cause instanceof Error ? cause.message : "";
  if (!/nodejs-polars-|native binding/.test(said)) return undefined;
  const machine = `${process.platform}-${process.arch}`;
  const message = `The native part of nodejs-polars for ${machine} is not installed. Run "npm ci" here, on Node 20.19 or later.`;
  return new Failure("config", message, { cause });
}
