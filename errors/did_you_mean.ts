/**
 * The known word that a mistyped one most likely stands for, as a sentence to put after an error's message:
 * ` Did you mean "x"?`, or nothing where no known word is close. Close means that at most a third of the
 * letters, and never more than three, differ; upper and lower case count as the same letter.
 *
 * @example
 * ```ts
 * didYouMean("smn-horly", ["smn-hourly", "smn-daily"]); // ` Did you mean "smn-hourly"?`
 * didYouMean("noaa", ["smn-hourly", "smn-daily"]); // ""
 * ```
 */
export function didYouMean(word: string, known: readonly string[]): string {
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  const [best] = known
    .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits);
  return best === undefined ? "" : ` Did you mean "${best.candidate}"?`;
}

/**
 * The fewest letters to insert, delete or replace to turn one word into the other (Levenshtein 1966), by
 * the row-wise method of Wagner and Fischer (1974).
 */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
