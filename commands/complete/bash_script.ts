import { flagPatterns } from "./_flag_patterns.ts";
import type { CommandWords, Values } from "./command_words.ts";

/**
 * A script that makes bash, 3.2 or later, complete `municlima` at TAB: it knows all words by itself and calls no
 * program.
 *
 * @example
 * ```ts
 * bashScript(commandWords(program("municlima", "0.1.0", act))); // "_municlima_words() {\n…"
 * ```
 */
export function bashScript(commands: readonly CommandWords[]): string {
  const flags = flagPatterns(commands);
  const args = commands.flatMap(({ path, args }) =>
    args.map((takes, i) => ({ takes, patterns: [`${path} ${i}`] })),
  );
  return `# Completion of municlima for bash, made by "municlima completion bash".

# Sets what may follow the command $1: commands in it, and flags.
_municlima_words() {
  case $1 in
${commands.map(wordsCase).join("\n")}
  *) return 1 ;;
  esac
}

# Sets what may stand for the value of a flag, "<command> <flag>", or for an argument, "<command> <its number>";
# ends with 1 where none is taken.
_municlima_values() {
  case $1 in
${[...flags, ...args].map(valuesCase).join("\n")}
  *) return 1 ;;
  esac
}

_municlima() {
  local cur=\${COMP_WORDS[COMP_CWORD]} path= flag= count=0 i word commands= flags= words= paths=
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    # Bash makes three words of --flag=value.
    if [[ $word == '=' ]]; then continue; fi
    if [[ -n $flag ]]; then
      flag=
    elif [[ $word == -* ]]; then
      if _municlima_values "$path $word"; then flag=$word; fi
    elif [[ $count == 0 ]] && _municlima_words "\${path:+$path }$word"; then
      path=\${path:+$path }$word
    else
      count=$((count + 1))
    fi
  done
  if [[ $cur == '=' ]]; then cur=; fi
  words= paths=
  if [[ -n $flag ]]; then
    _municlima_values "$path $flag"
  else
    _municlima_words "$path"
    if [[ $cur == -* ]]; then
      words=$flags
    elif [[ $count == 0 && -n $commands ]]; then
      words=$commands
    else
      _municlima_values "$path $count"
    fi
  fi
  COMPREPLY=()
  if [[ -n $paths ]]; then compopt -o filenames 2>/dev/null; fi
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(
    compgen -W "$words" -- "$cur"
    case $paths in
    files) compgen -f -- "$cur" ;;
    folders) compgen -d -- "$cur" ;;
    esac
  )
}

complete -F _municlima municlima
`;
}

function wordsCase({ path, commands, flags }: CommandWords): string {
  const names = flags.flatMap(({ short, long }) => [short, long]).filter(Boolean);
  return `  '${path}') commands='${commands.map(({ word }) => word).join(" ")}' flags='${names.join(" ")}' ;;`;
}

function valuesCase({ takes, patterns }: { readonly takes: Values; readonly patterns: readonly string[] }) {
  // A star is outside of the quotes, or it would be a letter.
  const quoted = patterns.map((pattern) =>
    pattern.startsWith("*") ? `*'${pattern.slice(1)}'` : `'${pattern}'`,
  );
  return `  ${quoted.join(" | ")}) words='${takes.words.join(" ")}' paths='${takes.paths ?? ""}' ;;`;
}
