/** A line of JSON is no longer. */
const WIDEST = 130;

/** A description as a person edits it: what fits has one line, so that each column has one. */
export function descriptionText(description: Readonly<Record<string, unknown>>): string {
  return `${laid(description, "", 0)}\n`;
}

function laid(value: unknown, indent: string, before: number): string {
  const line = oneLine(value);
  const isRoot = indent === "" && before === 0;
  if (
    typeof value !== "object" ||
    value === null ||
    (!isRoot && indent.length + before + line.length < WIDEST)
  )
    return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((each) => laid(each, inner, 0))
    : Object.entries(value).map(([name, each]) => {
        const key = `${JSON.stringify(name)}: `;
        return `${key}${laid(each, inner, key.length)}`;
      });
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${parts.map((part) => `${inner}${part}`).join(",\n")}\n${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}: ${oneLine(each)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}
