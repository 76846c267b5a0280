/** A text in quotes, a comment, a name in quotes, or a bare word. */
const TOKEN =
  /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"]|"")*)"|`([^`]*)`|([\p{L}_][\p{L}\p{N}_$]*)/gu;

/**
 * The words of a query in their order: keywords and names, those in double quotes without them. What stands in
 * a text or a comment is no word.
 *
 * @example
 * ```ts
 * sqlWords(`select "temp" from merged -- of 'snapshots'`); // ["select", "temp", "from", "merged"]
 * ```
 */
export function sqlWords(sql: string): string[] {
  return [...sql.matchAll(TOKEN)]
    .map(([, doubled, ticked, bare]) => doubled?.replaceAll('""', '"') ?? ticked ?? bare)
    .filter((word) => word !== undefined);
}
