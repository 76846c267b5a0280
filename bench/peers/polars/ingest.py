"""The last record per town of a gzip feed."""

import gzip
import sys

import polars as pl

feed, out = sys.argv[1:]
INTEGERS = ["dh", "ides", "idmun", "nhor"]
NUMBERS = ["dirvieng", "dpt", "hr", "lat", "lon", "prec", "probprec", "raf", "temp", "velvien"]
TOWN = ["ides", "idmun"]

with gzip.open(feed) as file:
    # Every value is text, which one row tells as well as a hundred.
    records = pl.read_json(file.read(), infer_schema_length=1)
(
    records.lazy()
    .with_columns(
        pl.col(INTEGERS).str.strip_chars().cast(pl.Int64),
        pl.col(NUMBERS).str.strip_chars().cast(pl.Float64),
        (pl.col("hloc") + "00").str.to_datetime("%Y%m%dT%H%M"),
    )
    .group_by(TOWN)
    .agg(pl.all().sort_by("hloc").last())
    .sort(TOWN)
    .collect()
    .write_csv(out, datetime_format="%Y-%m-%dT%H:%M:%S")
)
