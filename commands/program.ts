import { Command, Option } from "commander";
import { SETTING_SPECS, type Settings } from "../configs/mod.ts";
import { screenWidth } from "../terminal/screen_width.ts";
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
  act: (verb: Verb, flags: Record<string, unknown>, args: readonly string[]) => Promise<void>,
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
    });
  withExample(root, `${name} demo`);
  for (const verb of VERBS) {
    const words = verb.name.split(" ");
    const last = words.pop() as string;
    const command = groupOf(root, words, verb, name).command(last);
    withExample(describe(command, verb), `${name} ${verb.example}`);
    for (const [flags, description, fallback] of verb.options)
      command.addOption(new Option(flags, description).default(fallback, fallback));
    command.option("--json", "Print one JSON document");
    command.option("--quiet", "Print nothing but errors");
    for (const [flags, description] of verb.repeated ?? [])
      command.addOption(repeated(new Option(flags, description)));
    for (const setting of verb.settings) {
      const option = optionOf(setting);
      const several = setting === "dataDir" && verb.severalFolders === true;
      command.addOption(several ? repeated(option) : option);
    }
    if (verb.argument !== undefined) command.arguments(verb.argument);
    command.action(async () => await act(verb, command.opts(), command.args));
  }
  return root;
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

function describe(command: Command, { summary }: Verb): Command {
  return command.summary(summary).description(`${summary}.`);
}

/** The command that holds a group's commands, made and described at its first one. */
function groupOf(root: Command, [group]: readonly string[], verb: Verb, name: string): Command {
  if (group === undefined) return root;
  const known = root.commands.find((command) => command.name() === group);
  if (known !== undefined) return known;
  const made = describe(root.command(group).helpCommand(false), verb);
  withExample(made, `${name} ${verb.example}`);
  return made;
}

/** An option that may stand several times: what it was given is a list. */
function repeated(option: Option): Option {
  return option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
}

/** No default is given to commander, which would make it look like a flag that the user set. */
function optionOf(name: keyof Settings): Option {
  const { flag, value, description, default: fallback, accepts } = SETTING_SPECS[name];
  const choices = accepts.kind === "choice" ? `${accepts.choices.join(" or ")}; ` : "";
  const option = new Option(`${flag} <${value}>`, `${description} (${choices}default: ${fallback})`);
  return option.helpGroup(SETTINGS_TITLE);
}
