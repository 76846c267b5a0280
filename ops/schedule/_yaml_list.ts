/** Texts as the items of a list in YAML, each quoted, at an indentation. */
export function yamlList(items: readonly string[], indentation: number): string {
  return items.map((item) => `${" ".repeat(indentation)}- ${JSON.stringify(item)}`).join("\n");
}
