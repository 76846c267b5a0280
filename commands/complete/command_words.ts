import type { Argument, Command, Option } from "commander";
import { BUILT_IN_FEEDS } from "../../configs/mod.ts";
import { listed } from "../flag_values.ts";

/** What may stand for a value: some words, and paths where a file or a folder is meant. */
export type Values = {
  /** What the help calls it. */
  readonly name: string;
  readonly words: readonly string[];
  readonly paths?: "files" | "folders";
};

/** A flag of a command; without `takes` it stands alone. */
export type FlagWords = {
  readonly long: `--${string}`;
  readonly short?: `-${string}`;
  readonly description: string;
  readonly takes?: Values;
  /** Whether it may stand several times. */
  readonly repeated: boolean;
};

/** All that a user may type after a command. */
export type CommandWords = {
  /** The words that call it: "" for the program itself, or "config show". */
  readonly path: string;
  /** The commands in it, each by one more word. */
  readonly commands: readonly { readonly word: string; readonly description: string }[];
  readonly flags: readonly FlagWords[];
  /** Its arguments besides flags, in order. */
  readonly args: readonly Values[];
};

/**
 * The words of a command line as plain data, the program itself first and each command before those in it: what the
 * completion of every shell is made of. What the help hides is left out.
 *
 * @example
 * ```ts
 * commandWords(program("municlima", "0.1.0", act)).map(({ path }) => path); // ["", "ingest", …, "config", "config show", …]
 * ```
 */
export function commandWords(command: Command, path: readonly string[] = []): CommandWords[] {
  const help = command.createHelp();
  const inside = help.visibleCommands(command);
  const own: CommandWords = {
    path: path.join(" "),
    commands: inside.map((each) => ({ word: each.name(), description: each.summary() })),
    flags: help.visibleOptions(command).map(flagWords),
    args: command.registeredArguments.map(argumentValues),
  };
  return [own, ...inside.flatMap((each) => commandWords(each, [...path, each.name()]))];
}

function flagWords(option: Option): FlagWords {
  const { long, short, flags, description, argChoices, parseArg, required } = option;
  const name = /<(.*)>/.exec(flags)?.[1] ?? "";
  const feeds = long === "--feed" ? [...BUILT_IN_FEEDS.keys()] : [];
  return {
    long: long as `--${string}`,
    ...(short && { short: short as `-${string}` }),
    description,
    ...(required && { takes: { name, words: argChoices ?? feeds, ...pathsOf(name) } }),
    // Choices are checked by a parser too; a list is made by one alone.
    repeated: parseArg === listed,
  };
}

function argumentValues(argument: Argument): Values {
  const name = argument.name();
  return { name, words: argument.argChoices ?? [], ...pathsOf(name) };
}

/** The help's own words tell where a path is meant: `<file.html>`, `<path>`, `<folder>`. */
function pathsOf(name: string): Pick<Values, "paths"> {
  if (name === "folder") return { paths: "folders" };
  return /file|^path$|^source$/.test(name) ? { paths: "files" } : {};
}
