import { Argument, Command, Option } from "commander";
import { SETTING_SPECS, type Settings } from "../configs/mod.ts";
import { didYouMean } from "../errors/did_you_mean.ts";
import { screenWidth } from "../terminal/screen_width.ts";
import { listed } from "./flag_values.ts";
import { VERBS, type Verb } from "./verbs.ts";

/** Longer lines are hard to read; a narrower terminal gets what fits. */
const WIDEST_HELP = 80;
const SETTINGS_TITLE = "Settings (also MUNICLIMA_*, .env, municlima.config.json):";

/**
 * The whole command line as a commander program, each command doing what it is given as `act`.
 *
 * @param name how the user starts it, for the examples
 *
 * @example
 * ```ts
 * await program("municlima", "0.1.0", act).parseAsync(process.argv);
 * ```
 */
export function program(
  name: string,
  version: string,
  act: (
    verb: Verb,
    flags: Record<string, unknown>,
    args: readonly string[],
    commandLine: Command,
  ) => Promise<void>,
): Command {
  // What is set here before the first command is made holds for all of them. Errors are thrown, not acted on:
  // how the process ends is decided in one place.
  const root = new Command("municlima")
    .description("Turns Mexico's municipal weather forecast into analysis-ready dataframes.")
    .version(version, "-V, --version", "Print the version")
    .helpOption("-h, --help", "Print this help")
    .helpCommand(false)
    .showSuggestionAfterError()
    // A command may have a --version of its own.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .configureHelp({
      // Below that, descriptions are no longer wrapped.
      minWidthToWrap: 20,
      helpWidth: Math.min(screenWidth(process.stdout, process.env), WIDEST_HELP),
      subcommandTerm: (command) => wordsOf(command).join(" "),
      // The choices and the default stand in the description already.
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
    });
  withExample(root, `${name} demo`);
  for (const verb of VERBS) {
    const words = verb.name.split(" ");
    const last = words.pop() as string;
    const parent = groupOf(root, words, verb, name);
    const command = parent.command(last);
    (parent === root ? command : parent).helpGroup(verb.group);
    withExample(describe(command, verb.summary), `${name} ${verb.example}`);
    for (const [flags, description, { fallback, choices, read } = {}] of verb.options) {
      const option = new Option(flags, described(description, choices, fallback)).default(fallback);
      if (read !== undefined) option.argParser(read);
      command.addOption(choices === undefined ? option : option.choices(choices));
    }
    command.option("--json", "Print one JSON document");
    command.option("--quiet", "Print nothing but errors");
    for (const [flags, description] of verb.repeated ?? [])
      command.addOption(new Option(flags, description).argParser(listed));
    for (const setting of verb.settings) {
      const option = optionOf(setting, verb.defaults?.[setting]);
      const several = setting === "dataDir" && verb.severalFolders === true;
      command.addOption(several ? option.argParser(listed) : option);
    }
    if (verb.more !== undefined) command.addHelpText("after", verb.more);
    if (verb.argument !== undefined) addArguments(command, verb.argument, verb.choices);
    command.action(async () => await act(verb, command.opts(), command.args, root));
  }
  addWords(root, version);
  return root;
}

/** What people type who expect a command where there is a flag. The flags are in the help; once is enough. */
function addWords(root: Command, version: string): void {
  root.command("version", { hidden: true }).action(() => root.configureOutput().writeOut?.(`${version}\n`));
  root
    .command("help [command...]", { hidden: true })
    .action((words: readonly string[]) => commandAt(root, words).outputHelp());
}

/** The command that some words name, such as "config show". */
function commandAt(root: Command, words: readonly string[]): Command {
  return words.reduce((command, word) => {
    const known = command.commands.map((each) => each.name());
    const found = command.commands.find((each) => each.name() === word);
    const advice = didYouMean(word, known).replaceAll('"', "");
    return (
      found ?? root.error(`error: unknown command '${word}'\n${advice}`, { code: "commander.unknownCommand" })
    );
  }, root);
}

function addArguments(command: Command, names: string, choices: readonly string[] | undefined): void {
  if (choices === undefined) command.arguments(names);
  else command.addArgument(new Argument(names, orList(choices)).choices(choices));
}

function described(text: string, choices?: readonly string[], fallback?: string | number): string {
  const more = [choices && orList(choices), fallback === undefined ? undefined : `default: ${fallback}`];
  const said = more.filter((part) => part !== undefined).join("; ");
  return said === "" ? text : `${text} (${said})`;
}

/** "csv, json or xlsx". */
function orList(choices: readonly string[]): string {
  return [choices.slice(0, -1).join(", "), ...choices.slice(-1)].filter(Boolean).join(" or ");
}

/** A command's name and those of the commands in it: "config show". */
function wordsOf(command: Command): string[] {
  const inside = command.commands.map((each) => each.name()).join("|");
  return [command.name(), ...(inside === "" ? [] : [inside])];
}

/** A user learns from an example first, and from the list of flags later. */
function withExample(command: Command, example: string): void {
  command.addHelpText("before", `Example: ${example}\n`);
}

function describe(command: Command, summary: string): Command {
  return command.summary(summary).description(`${summary}.`);
}

/** The command that holds a group's commands, made and described at its first one. */
function groupOf(root: Command, [group]: readonly string[], verb: Verb, name: string): Command {
  if (group === undefined) return root;
  const known = root.commands.find((command) => command.name() === group);
  if (known !== undefined) return known;
  const made = describe(root.command(group).helpCommand(false), verb.groupSummary ?? verb.summary);
  withExample(made, `${name} ${verb.example}`);
  return made;
}

/** No default is given to commander, which would make it look like a flag that the user set. */
function optionOf(name: keyof Settings, own?: string): Option {
  const { flag, value, description, default: fallback, accepts } = SETTING_SPECS[name];
  const choices = accepts.kind === "choice" ? accepts.choices : undefined;
  const text = described(description, choices, own ?? fallback);
  const option = new Option(`${flag} <${value}>`, text).helpGroup(SETTINGS_TITLE);
  return choices === undefined ? option : option.choices(choices);
}
