import pl from "../../frames/polars.ts";

/**
 * The version of Polars for Node.
 *
 * @example
 * ```ts
 * polarsVersion(); // "0.24.1"
 * ```
 */
export function polarsVersion(): string {
  return pl.version;
}
