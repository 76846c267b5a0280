import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  DuckDBUnionValue,
  type DuckDBValue,
} from "@duckdb/node-api";

/** The last millisecond that JavaScript's dates have. */
const LAST = 8.64e15;

/**
 * A value as text, as every published CSV has it: a time as ISO 8601 without a zone, a float with as many digits as
 * bring it back exactly. What only DuckDB has, such as a duration or a list, is as DuckDB writes it: `02:00:00`,
 * `[1, 2]`.
 *
 * @param value none that is null
 *
 * @example
 * ```ts
 * valueText(22, DuckDBTypeId.DOUBLE); // "22.0"
 * ```
 */
export function valueText(value: DuckDBValue, kind: DuckDBTypeId): string {
  if (typeof value === "string") return value;
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (typeof value === "number") return numberText(value, kind);
  if (value instanceof DuckDBBlobValue) return value.toString();
  return timeText(value) ?? String(value);
}

function numberText(value: number, kind: DuckDBTypeId): string {
  if (kind !== DuckDBTypeId.DOUBLE && kind !== DuckDBTypeId.FLOAT) return String(value);
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const exact = kind === DuckDBTypeId.FLOAT ? single(value) : value;
  if (Object.is(exact, -0)) return "-0.0";
  const text = String(exact);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** The shortest number that is the same in 32 bits. */
function single(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}

function timeText(value: DuckDBValue): string | undefined {
  if (value instanceof DuckDBTimestampTZValue) return `${isoText(value.micros, value)}Z`;
  if (value instanceof DuckDBTimestampValue) return isoText(value.micros, value);
  const isOther =
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue;
  return isOther ? value.toString().replace(" ", "T") : undefined;
}

function isoText(micros: bigint, value: { readonly toString: () => string }): string {
  const milliseconds = Number(micros) / 1000;
  if (Number.isInteger(milliseconds) && Math.abs(milliseconds) <= LAST) {
    const iso = new Date(milliseconds).toISOString();
    if (iso.length === 24) return iso.endsWith(".000Z") ? iso.slice(0, 19) : iso.slice(0, 23);
  }
  return value
    .toString()
    .replace(" ", "T")
    .replace(/[+-]\d\d(:\d\d)*$/, "");
}

/**
 * A value as JSON can hold it: what is no finite number is null, a whole number that JavaScript cannot hold a text; times
 * and what only DuckDB has are texts, as {@linkcode valueText} writes them, lists and structs what they are in JSON.
 *
 * @example
 * ```ts
 * valueJson(9007199254740993n, DuckDBTypeId.BIGINT); // "9007199254740993"
 * ```
 */
export function valueJson(value: DuckDBValue, kind: DuckDBTypeId = DuckDBTypeId.DOUBLE): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return null;
    return kind === DuckDBTypeId.FLOAT ? single(value) : value;
  }
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (value instanceof DuckDBDecimalValue) return Number(value.toString());
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)
    return value.items.map((each) => valueJson(each));
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, each]) => [name, valueJson(each)]));
  }
  if (value instanceof DuckDBMapValue)
    return value.entries.map(({ key, value }) => ({ key: valueJson(key), value: valueJson(value) }));
  if (value instanceof DuckDBUnionValue) return valueJson(value.value);
  return valueText(value, kind);
}
