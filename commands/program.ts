import { Command, Option } from "commander";
import { SETTING_SPECS, type Settings } from "../configs/mod.ts";
import { VERBS, type Verb } from "./verbs.ts";

/**
 * The whole command line as a commander program, each command doing what it is given as `act`.
 *
 * @param name how the user starts it, for the examples
 *
 * @example
 * ```ts
 * await program("municlima", act).parseAsync(process.argv);
 * ```
 */
export function program(
  name: string,
  version: string,
  act: (verb: Verb, flags: Record<string, unknown>) => Promise<void>,
): Command {
  const root = new Command("municlima")
    .description("Turns Mexico's municipal weather forecast into analysis-ready dataframes.")
    .version(version)
    .helpCommand(false)
    .showSuggestionAfterError();
  inherit(root);
  for (const verb of VERBS) {
    const words = verb.name.split(" ");
    const last = words.pop() as string;
    const command = groupOf(root, words).command(last).description(`${verb.summary}.`);
    inherit(command);
    command.addHelpText("before", `Example: ${name} ${verb.example}\n`);
    for (const [flags, description, fallback] of verb.options) command.option(flags, description, fallback);
    for (const setting of [...verb.settings, "dataDir", "logDir"] as const)
      command.addOption(optionOf(setting));
    command.option("--json", "Print one JSON document");
    command.option("--quiet", "Print nothing but errors");
    command.action(async (flags: Record<string, unknown>) => await act(verb, flags));
  }
  return root;
}

/** Errors are thrown, not acted on: how the process ends is decided in one place. */
function inherit(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
}

/** The command that holds a group's commands, made at its first one. */
function groupOf(root: Command, words: readonly string[]): Command {
  const [group] = words;
  if (group === undefined) return root;
  const known = root.commands.find((command) => command.name() === group);
  if (known !== undefined) return known;
  const made = root.command(group).description(`Commands about the ${group}`).helpCommand(false);
  inherit(made);
  return made;
}

/** No default is given to commander, which would make it look like a flag that the user set. */
function optionOf(name: keyof Settings): Option {
  const { flag, value, description, default: fallback, accepts } = SETTING_SPECS[name];
  const choices = accepts.kind === "choice" ? `${accepts.choices.join(" or ")}; ` : "";
  return new Option(`${flag} <${value}>`, `${description} (${choices}default: ${fallback})`);
}
