import type { CommandWords, FlagWords, Values } from "./command_words.ts";

/**
 * A script that makes zsh, 5.1 or later, complete `municlima` at TAB, as a file `_municlima` of `$fpath` as well as
 * evaluated in `.zshrc`: it knows all words by itself and calls no program.
 *
 * @example
 * ```ts
 * zshScript(commandWords(program("municlima", "0.1.0", act))); // "#compdef municlima\n…"
 * ```
 */
export function zshScript(commands: readonly CommandWords[]): string {
  return `#compdef municlima
# Completion of municlima for zsh, made by "municlima completion zsh".

_municlima_words_or_files() {
  _alternative "words:value:($*)" 'files:file:_files'
}

${commands.map(commandFunction).join("\n\n")}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _municlima "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _municlima municlima
fi
`;
}

function commandFunction(command: CommandWords): string {
  const { path, flags, args } = command;
  const specs = [...flags.map(flagSpec), ...args.map((takes, i) => quoted(`${i + 1}${valueSpec(takes)}`))];
  return `${functionOf(path)}() {
${command.commands.length === 0 ? plainBody(specs) : groupBody(command, specs)}
}`;
}

function plainBody(specs: readonly string[]): string {
  return `  _arguments \\\n${specs.map((spec) => `    ${spec}`).join(" \\\n")}`;
}

/** A command that holds others: it completes their names, and leaves all that comes after a name, flags too, to them. */
function groupBody({ path, commands }: CommandWords, specs: readonly string[]): string {
  const described = commands.map(({ word, description }) => `    ${quoted(`${word}:${description}`)}`);
  const calls = commands.map(
    ({ word }) => `      ${word}) ${functionOf(`${path} ${word}`.trim())} && ret=0 ;;`,
  );
  return `  local curcontext=$curcontext state state_descr line ret=1
  typeset -A opt_args
  local -a known
  known=(
${described.join("\n")}
  )
  _arguments -C -A '-*' \\
${[...specs, "'1: :->command'", "'*:: :->inside'"].map((spec) => `    ${spec}`).join(" \\\n")} && ret=0
  case $state in
  command) _describe -t commands command known && ret=0 ;;
  inside)
    case $words[1] in
${calls.join("\n")}
    esac
    ;;
  esac
  return ret`;
}

function flagSpec({ long, short, description, takes, repeated }: FlagWords): string {
  const text = `[${description.replace(/[\\[\]:]/g, "\\$&")}]${takes ? valueSpec(takes) : ""}`;
  if (short !== undefined) return `'(${short} ${long})'{${short},${long}}${quoted(text)}`;
  return quoted(`${repeated ? "*" : ""}${long}${takes ? "=" : ""}${text}`);
}

function valueSpec({ name, words, paths }: Values): string {
  const named = `:${name.replaceAll(":", "\\:")}:`;
  const list = words.join(" ");
  if (paths === "folders") return `${named}_files -/`;
  if (paths === "files") return `${named}${list === "" ? "_files" : ` _municlima_words_or_files ${list}`}`;
  // An empty list: a mere message in its place would keep flags from being completed.
  return `${named}(${list || " "})`;
}

function functionOf(path: string): string {
  return ["_municlima", ...path.split(" ").filter(Boolean)].join("_");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
