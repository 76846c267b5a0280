/** What commander says in a manner of its own, and what is said here instead. */
const PLAINER: readonly (readonly [said: RegExp, instead: string])[] = [
  // What is given to a flag that nobody knows may be a secret.
  [/^unknown option "([^=]+)=.*"$/, 'unknown option "$1"'],
  [/^unknown command ".*:.*"$/, "a URL is no command"],
  [/^too many arguments for "(.+?)".*/, 'too many words: "$1" takes flags alone'],
  [/^option "(.+?)" argument missing$/, 'a value is missing: "$1"'],
  [
    /^option "(\S+).*?" argument (".*") is invalid\. Allowed choices are/,
    "the flag $1 cannot be $2. Give one of",
  ],
  [/^option "(\S+).*?" argument (".*") is invalid\. (Give .*)$/, "the flag $1 cannot be $2. $3"],
  [
    /^command-argument value (".*") is invalid for argument "(.+?)"\. Allowed choices are/,
    "the $2 cannot be $1. Give one of",
  ],
];

/**
 * What commander says of a wrong command line, as one line in this program's manner, with what to do next.
 *
 * @example
 * ```ts
 * usageMessage("error: unknown option '--fed'\n(Did you mean --feed?)", "municlima ingest");
 * // 'Unknown option "--fed". Did you mean "--feed"? Run "municlima ingest --help".'
 * ```
 */
export function usageMessage(said: string, command: string): string {
  const [first = "", ...more] = said
    .replace(/^error: /, "")
    .trim()
    .split("\n");
  const quoted = first.replaceAll("'", '"').replace(/\.$/, "");
  const sentence = PLAINER.reduce((text, [pattern, instead]) => text.replace(pattern, instead), quoted);
  const suggestions = /Did you mean (?:one of )?(.+?)\?/.exec(more.join(" "))?.[1]?.split(", ");
  const hint = suggestions === undefined ? "" : ` Did you mean "${suggestions.join('" or "')}"?`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${hint} Run "${command} --help".`;
}
