/**
 * How many characters a line may have: as many as the terminal has columns; without end in a file or a pipe, unless
 * `COLUMNS` says otherwise.
 *
 * @example
 * ```ts
 * screenWidth(process.stdout, process.env); // 80
 * ```
 */
export function screenWidth(
  { columns }: { readonly columns?: number },
  { COLUMNS }: Readonly<Record<string, string | undefined>>,
): number {
  const asked = Number(COLUMNS);
  return columns ?? (asked > 0 ? asked : Number.POSITIVE_INFINITY);
}
