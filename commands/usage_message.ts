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
  const sentence = first.replaceAll("'", '"').replace(/\.$/, "");
  const suggestion = /Did you mean (?:one of )?(.+?)\?/.exec(more.join(" "))?.[1];
  const hint = suggestion === undefined ? "" : ` Did you mean "${suggestion}"?`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.${hint} Run "${command} --help".`;
}
