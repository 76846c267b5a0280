/** A text as SQL writes it. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL writes it, whatever is in it. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A list as SQL writes it. */
export function sqlList(items: readonly string[]): string {
  return `[${items.join(", ")}]`;
}

/** Columns by which SQL sorts, the first before the others. */
export function sqlOrder(names: readonly string[]): string {
  return names.map(sqlName).join(", ");
}
