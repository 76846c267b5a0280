import pl from "nodejs-polars";

/** Texts that some program would take for something else: a formula, markup, a code, a missing value. */
export const HOSTILE = [
  '<script>alert("1")</script>',
  "=1+1",
  '=HYPERLINK("http://127.0.0.1")',
  "+cmd|' /C calc'!A0",
  "@SUM(A1)",
  "-2",
  "\u202egnirts\u202c \u200f",
  'Á ñ, "ü"; \'',
  "_x0041_",
  "a\tb\nc\rd",
  "TRUE",
  "1e5",
  "#N/A",
  "null",
  "\u{1f327} 雨",
  "]]> -- &amp; \\ | `",
  null,
] as const;

/** A table of towns with these names, and with nulls and awkward numbers in every other column. */
export function hostileTowns(): pl.DataFrame {
  const each = <T>(value: (i: number) => T) => HOSTILE.map((_, i) => value(i));
  return pl
    .DataFrame([
      pl.Series(
        "ides",
        each((i) => 1 + (i % 3)),
        pl.Float64,
      ),
      pl.Series(
        "idmun",
        each((i) => i),
        pl.Float64,
      ),
      pl.Series("nmun", [...HOSTILE], pl.Utf8),
      pl.Series(
        "lat",
        each((i) => (i % 5 === 0 ? null : 14.1 + i)),
        pl.Float64,
      ),
      pl.Series(
        "lon",
        each((i) => (i % 7 === 0 ? null : i === 8 ? -999 : -110.3 + i)),
        pl.Float64,
      ),
      pl.Series(
        "temp_mean",
        each((i) => [null, 0, -0.5, 0.1 + 0.2, 1e-9, 123456789.125][i % 6] ?? null),
        pl.Float64,
      ),
      pl.Series(
        "ok",
        each((i) => [true, false, null][i % 3] ?? null),
        pl.Bool,
      ),
      pl.Series(
        "hloc_last",
        each((i) => (i % 4 === 0 ? null : Date.UTC(2026, 10, 24, i))),
        pl.Float64,
      ),
      pl.Series(
        "none",
        each(() => null),
        pl.Utf8,
      ),
    ])
    .withColumns(
      pl.cols(["ides", "idmun"]).cast(pl.Int64),
      pl.col("hloc_last").cast(pl.Int64).cast(pl.Datetime("ms")),
    );
}
