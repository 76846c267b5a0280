/**
 * A town's key as text, state first: for messages, and for a JavaScript Map. In a frame a town is always the
 * pair of columns `schema.key`; the municipality's alone repeats across states (570 values for 2,463 towns).
 *
 * @example
 * ```ts
 * townKey({ ides: 20, idmun: 54, temp: 12.5 }, smnHourly); // "20-54"
 * ```
 */
export function townKey(
  row: Readonly<Record<string, unknown>>,
  { key }: { readonly key: readonly string[] },
): string {
  return key.map((name) => row[name]).join("-");
}
