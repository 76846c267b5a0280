/** A variable in a text of a feed's description, or a file whose content stands for it. */
const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*|file:[^${}]+)\}/g;

/**
 * A text of a feed's description with its variables filled in: `${NAME}` becomes what `lookUp` gives for the name, and
 * `${file:/run/secrets/token}` what it gives for `file:/run/secrets/token`.
 *
 * @example
 * ```ts
 * fillIn("Bearer ${AIR_TOKEN}", () => "abc"); // "Bearer abc"
 * ```
 */
export function fillIn(text: string, lookUp: (name: string) => string): string {
  return text.replace(VARIABLE, (_, name: string) => lookUp(name));
}
