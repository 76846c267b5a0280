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
