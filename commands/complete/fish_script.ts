import { flagPatterns } from "./_flag_patterns.ts";
import type { CommandWords, FlagWords, Values } from "./command_words.ts";

/**
 * A script that makes fish, 3.1 or later, complete `municlima` at TAB: it knows all words by itself and calls no
 * program.
 *
 * @example
 * ```ts
 * fishScript(commandWords(program("municlima", "0.1.0", act))); // "function __municlima_at\n…"
 * ```
 */
export function fishScript(commands: readonly CommandWords[]): string {
  const known = commands.filter(({ path }) => path !== "").map(({ path }) => quoted(path));
  const takers = flagPatterns(commands).flatMap(({ patterns }) => patterns.map(quoted));
  return `# Completion of municlima for fish, made by "municlima completion fish".

# Whether the command before the cursor is $argv[1], with as many arguments after it as $argv[2], where that is given.
function __municlima_at
    set -l path ''
    set -l flag ''
    set -l count 0
    for word in (commandline -opc)[2..-1]
        if test -n "$flag"
            set flag ''
            continue
        end
        if string match -q -- '-*' $word
            switch "$path $word"
                case ${takers.join(" ")}
                    set flag $word
            end
            continue
        end
        set -l longer (string trim -- "$path $word")
        if test $count = 0; and contains -- $longer ${known.join(" ")}
            set path $longer
        else
            set count (math $count + 1)
        end
    end
    test "$path" = "$argv[1]"; or return 1
    not set -q argv[2]; or test $count = $argv[2]
end

complete -c municlima -f
${commands.map(lines).join("\n\n")}
`;
}

function lines({ path, commands, flags, args }: CommandWords): string {
  const at = (count?: number) =>
    `-n ${quoted(["__municlima_at", `"${path}"`, count ?? ""].join(" ").trim())}`;
  return [
    ...commands.map(({ word, description }) => `${at(0)} -a ${word} -d ${quoted(description)}`),
    ...flags.map((flag) => `${at()} ${flagLine(flag)}`),
    ...args.map((takes, i) => `${at(i)} ${offers(takes)}`),
  ]
    .map((line) => `complete -c municlima ${line}`)
    .join("\n");
}

function flagLine({ long, short, description, takes }: FlagWords): string {
  const names = [short && `-s ${short.slice(1)}`, `-l ${long.slice(2)}`].filter(Boolean).join(" ");
  const value = takes === undefined ? "" : ` -r ${offers(takes)}`;
  return `${names} -d ${quoted(description)}${value}`;
}

/** The flags of fish's own `complete` that say what may stand for a value. */
function offers({ words, paths }: Values): string {
  const folders = paths === "folders" ? ["(__fish_complete_directories)"] : [];
  const offered = [...words, ...folders].join(" ");
  return [paths === "files" ? "-F" : "-f", ...(offered === "" ? [] : ["-a", quoted(offered)])].join(" ");
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
