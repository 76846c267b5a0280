/**
 * What of an output as a page shows it is not in the true one; undefined where all of it is. A line of "…" stands for
 * any lines. Versions, times, hashes, ports, sizes, durations and figures of the weather may be others.
 *
 * @example
 * ```ts
 * differsFrom("…\nMerged 3 towns in 58 ms\n", "Hello\nMerged 3 towns in 61 ms\n"); // undefined
 * ```
 */
export function differsFrom(shown: string, printed: string): string | undefined {
  let rest = `\n${timeless(printed)}\n`;
  const parts = shown.split(/^…$/m).map(timeless);
  if (parts[0] !== "" && !rest.startsWith(`\n${parts[0]}\n`)) return parts[0];
  if (parts.at(-1) !== "" && !rest.endsWith(`\n${parts.at(-1)}\n`)) return parts.at(-1);
  for (const part of parts) {
    const at = part === "" ? 0 : rest.indexOf(`\n${part}\n`);
    if (at === -1) return part;
    rest = rest.slice(at + part.length);
  }
  return undefined;
}

/** A text without what differs from run to run. */
function timeless(text: string): string {
  return text
    .replace(/\d{8}_\d{6}/g, "<version>")
    .replace(/\d{4}-\d\d-\d\d/g, "<date>")
    .replace(/127\.0\.0\.1:\d+/g, "<server>")
    .replace(/[0-9a-f]{16}\.json\.gz/g, "<hash>.json.gz")
    .replace(/\d+(\.\d+)? (ms|s|MB)\b/g, "<amount> $2")
    .replace(/<amount> m?s\b/g, "<span>")
    .replace(/\d\d:\d\d/g, "<time>")
    .replace(/ -?\d+(\.\d+)?(?= |$)/gm, " <figure>")
    .replace(/^ +| +$/gm, "")
    .replace(/ +/g, " ")
    .trim();
}
