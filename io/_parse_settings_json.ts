import { Failure } from "../errors/mod.ts";

/**
 * The value of a JSON text that a person wrote. Throws a `config` failure that names the file and says where
 * the text breaks: by line and column, or, where the engine gives no position, by the words around it.
 */
export function parseSettingsJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = / (?:in JSON )?at position (\d+)/.exec(message);
    const place = position === null ? "" : ` at ${lineAndColumn(text, Number(position[1]))}`;
    const reason = message.slice(0, position?.index).replace(/\s+/g, " ");
    throw new Failure("config", `The file "${path}" is not valid JSON${place}: ${reason}. Correct it.`, {
      cause: error,
    });
  }
}

function lineAndColumn(text: string, position: number): string {
  const lines = text.slice(0, position).split("\n");
  return `line ${lines.length}, column ${(lines.at(-1) ?? "").length + 1}`;
}
