import type { Command } from "commander";
import { VERBS, type Verb } from "../commands/verbs.ts";
import { CATALOG, SETTING_SPECS } from "../configs/mod.ts";
import { exitCode, Failure, type FailureKind } from "../errors/mod.ts";
import { CURRENT, HISTORY, REPORT_PAGE } from "../store/mod.ts";

/** What a kind of failure means to whoever reads the exit code. */
const MEANINGS: Readonly<Record<FailureKind, string>> = {
  stale: "A check found the data stale.",
  failing: "A check found that a run failed, or that data is missing.",
  usage: "The command line is wrong.",
  contract: "The data breaks its contract, or a published file is not what its manifest says.",
  "no-input": "There is nothing to work on: no snapshot, no municipality table, no such file.",
  upstream: "The provider is down, or answers with something that is no feed, after all retries.",
  "cannot-create": "An output cannot be written.",
  io: "Reading or writing broke, or memory ran out.",
  locked: "Another run holds the data folder.",
  permission: "Permission is missing.",
  config: "The configuration is wrong.",
  "hung-up": "The terminal was closed (SIGHUP); nothing is left half-written.",
  interrupted: "It was interrupted (SIGINT, Ctrl+C); nothing is left half-written.",
  terminated: "It was asked to stop (SIGTERM); nothing is left half-written.",
};

/**
 * The man page of the program, in the language of man(7), made out of the command line.
 *
 * @param date of the page, YYYY-MM-DD
 *
 * @example
 * ```ts
 * manPage(program("municlima", "0.1.0", act), "2026-11-25"); // '.TH MUNICLIMA 1 "2026-11-25" "municlima 0.1.0"\n…'
 * ```
 */
export function manPage(root: Command, date: string): string {
  const groups = [...new Set(VERBS.map(({ group }) => group))];
  return [
    `.TH MUNICLIMA 1 "${date}" "municlima ${root.version()}"`,
    section("NAME", [`municlima \\- ${escaped(lowerFirst(root.description()).replace(/\.$/, ""))}`]),
    section("SYNOPSIS", [
      ...[".B municlima", ".I command", "[\\fIoptions\\fR] [\\fIarguments\\fR]", ".br"],
      ...[".B municlima help", "[\\fIcommand\\fR]"],
    ]),
    section("DESCRIPTION", [
      "Takes the national forecast by municipality, keeps one record of each town, averages the last of them, and joins them with municipality data.",
      "Every table is published whole under a version, the second of its run in UTC, and is never overwritten.",
      ".PP",
      "Data and reports go to standard output, everything else to standard error.",
      "Every command takes these:",
      ...entry("\\fB\\-\\-json\\fR", "Print one JSON document."),
      ...entry("\\fB\\-\\-quiet\\fR", "Print nothing but errors."),
      ...entry("\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Print the help of the command."),
    ]),
    section(
      "COMMANDS",
      groups.flatMap((group) => [
        `.SS "${escaped(group.replace(/:$/, ""))}"`,
        ...VERBS.filter((verb) => verb.group === group).flatMap((verb) => command(root, verb)),
      ]),
    ),
    section("SETTINGS", [
      "A flag wins over the environment, that over \\fI.env\\fR, that over \\fImuniclima.config.json\\fR, and that over the default.",
      "\\fBmuniclima config show \\-\\-origin\\fR tells which won.",
      ...Object.values(SETTING_SPECS).flatMap(({ flag, value, variable, description, ...spec }) =>
        entry(
          `${term(`${flag} <${value}>`)}, \\fB${variable}\\fR`,
          escaped(
            `${description}${spec.accepts.kind === "choice" ? ` (${spec.accepts.choices.join(" or ")})` : ""}. Default: ${spec.default}.`,
          ),
        ),
      ),
    ]),
    section("ENVIRONMENT", [
      "Beside the variables of the settings:",
      ...entry(
        "\\fBHTTPS_PROXY\\fR, \\fBHTTP_PROXY\\fR, \\fBNO_PROXY\\fR",
        "Proxies, and hosts that are asked without one.",
      ),
      ...entry("\\fBNODE_EXTRA_CA_CERTS\\fR", "A file of further certificate authorities."),
      ...entry("\\fBNO_COLOR\\fR, \\fBFORCE_COLOR\\fR", "Whether the output is coloured."),
    ]),
    section("FILES", [
      ...entry("\\fImuniclima.config.json\\fR, \\fI.env\\fR", "Settings, in the folder where it is started."),
      ...Object.values(CATALOG).flatMap(({ folder, naming, description }) =>
        entry(path(`data/${folder}/${naming}`), escaped(description)),
      ),
      ...entry(path(`data/${CURRENT}`), "The newest merged table."),
      ...entry(path(`data/${REPORT_PAGE}`), "The page that \\fBmuniclima report\\fR writes."),
      ...entry(path(`logs/${HISTORY}`), "A line for every run: steps, durations, outcome."),
    ]),
    section(
      "EXIT STATUS",
      exitCodes().flatMap(([code, meaning]) => entry(`\\fB${code}\\fR`, escaped(meaning))),
    ),
    section(
      "EXAMPLES",
      VERBS.flatMap(({ summary, example }, i) => [
        ...(i === 0 ? [] : [".PP"]),
        `${escaped(summary)}:`,
        ...[".PP", ".RS 4", ".nf", escaped(`municlima ${example}`), ".fi", ".RE"],
      ]),
    ),
    section("SEE ALSO", [
      ".BR crontab (5)",
      ".PP",
      "\\fIREADME.md\\fR, \\fIdocs/reference.md\\fR and \\fIdocs/sql.md\\fR of the program's folder.",
    ]),
    "",
  ].join("\n");
}

/** A command with its own flags; its settings are named, and told of once for all commands. */
function command(root: Command, verb: Verb): string[] {
  const found = verb.name
    .split(" ")
    .reduce<Command | undefined>((at, word) => at?.commands.find((each) => each.name() === word), root);
  const settings = verb.settings.map((setting) => SETTING_SPECS[setting].flag as string);
  const told = new Set([...settings, "--json", "--quiet", "--help"]);
  const options = found?.createHelp().visibleOptions(found) ?? [];
  const own = options.filter(({ long }) => !told.has(long ?? ""));
  const choices = verb.choices === undefined ? "" : ` Its argument is ${verb.choices.join(", ")}.`;
  return [
    ".TP",
    `\\fBmuniclima ${escaped(verb.name)}\\fR ${term(verb.argument ?? "")}`.trim(),
    escaped(`${verb.summary}.${choices}`),
    ...(own.length === 0
      ? []
      : [
          ".RS",
          ...own.flatMap(({ flags, description }) => entry(term(flags), escaped(`${description}.`))),
          ".RE",
        ]),
    ...(settings.length === 0
      ? []
      : [".RS", ".PP", `Settings: ${settings.map((flag) => term(flag)).join(", ")}.`, ".RE"]),
  ];
}

/** Every exit code with its meaning, the smallest first. */
function exitCodes(): [code: number, meaning: string][] {
  const kinds = Object.entries(MEANINGS) as [FailureKind, string][];
  const failures = kinds.map(([kind, meaning]): [number, string] => [
    exitCode(new Failure(kind, "")),
    meaning,
  ]);
  return [
    [0, "Done, also when the feed is unchanged."] as [number, string],
    [exitCode(new Error()), "A bug in municlima."] as [number, string],
    ...failures,
  ].sort(([a], [b]) => a - b);
}

function section(title: string, lines: readonly string[]): string {
  return [`.SH ${title.includes(" ") ? `"${title}"` : title}`, ...lines].join("\n");
}

function entry(said: string, text: string): string[] {
  return [".TP", said, text];
}

/** Flags in bold, and in italics what stands for a value: `--window <hours>`. */
function term(flags: string): string {
  return flags
    .split(" ")
    .filter(Boolean)
    .map((word) => {
      const [, open = "", name = "", close = ""] = /^([<[])(.*)([>\]])$/.exec(word) ?? [];
      if (name === "") return `\\fB${escaped(word)}\\fR`;
      return open === "["
        ? `[\\fI${escaped(name)}\\fR]`
        : `\\fI${escaped(name)}\\fR${close === ">" ? "" : close}`;
    })
    .join(" ");
}

function path(name: string): string {
  return `\\fI${escaped(name)}\\fR`;
}

/** A text as it stands, to troff: a hyphen that can be pasted, no escapes, and no request at its beginning. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("'", "\\(aq")
    .replaceAll("~", "\\(ti")
    .replaceAll("^", "\\(ha")
    .replace(/^\./, "\\&.");
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
