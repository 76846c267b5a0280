/**
 * A town's key as text, its parts with a "-" between them: for messages, and for a JavaScript Map. No two towns have the
 * same, since a "-" in a text that another part follows is written "\\-". In a frame a town is always the columns
 * `schema.key`; of the weather service the municipality's alone repeats across states (570 values for 2,463 towns).
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
  return key.map((name, i) => (i === key.length - 1 ? String(row[name]) : written(row[name]))).join("-");
}

function written(part: unknown): string {
  return typeof part === "string" ? part.replace(/[\\-]/g, "\\$&") : String(part);
}
