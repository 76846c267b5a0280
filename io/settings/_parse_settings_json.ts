import { Failure } from "../../errors/mod.ts";

/**
 * The value of a JSON text that a person wrote. Throws a `config` failure that names the file and says where
 * the text breaks: by line and column as far as the engine tells, never by the text around it.
 */
export function parseSettingsJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = / (?:in JSON )?at position (\d+)/.exec(message);
    // The words around the place are the file's own, and may be secrets.
    const excerpt = /, (\.{3})?"(.*)"(?:\.{3})? is not valid JSON$/s.exec(message);
    const at = position === null ? placeOf(excerpt, text) : Number(position[1]);
    const place = at === undefined ? "" : ` at ${lineAndColumn(text, at)}`;
    const reason = message.slice(0, (position ?? excerpt)?.index).replace(/\s+/g, " ");
    throw new Failure("config", `The file "${path}" is not valid JSON${place}: ${reason}. Correct it.`, {
      cause: error,
    });
  }
}

/** V8 shows ten characters before the place; without a sign that some were left out, it shows all from the start. */
const SHOWN_BEFORE = 10;

/** The position that an excerpt of a text is about; undefined where it cannot be told. */
function placeOf(excerpt: RegExpExecArray | null, text: string): number | undefined {
  const [, cut, words = ""] = excerpt ?? [];
  const at = text.indexOf(words);
  return cut === undefined || at !== text.lastIndexOf(words) ? undefined : at + SHOWN_BEFORE;
}

function lineAndColumn(text: string, position: number): string {
  const lines = text.slice(0, position).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}
