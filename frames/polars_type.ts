import pl from "./polars.ts";
import type { ColumnType } from "./schema.ts";

/**
 * The Polars type that holds a column: `integer` in 64 bits, so that no sum wraps; `datetime` without a zone,
 * as it is local time on the feed's own clock.
 *
 * @example
 * ```ts
 * polarsType("integer"); // Int64
 * ```
 */
export function polarsType(type: ColumnType): pl.DataType {
  switch (type) {
    case "integer":
      return pl.Int64;
    case "number":
      return pl.Float64;
    case "string":
      return pl.Utf8;
    case "datetime":
      return pl.Datetime("ms");
  }
}
