"""Means per town over monthly Parquet files, by the streaming engine."""

import sys

import polars as pl

folder, out = sys.argv[1:]
TOWN = ["ides", "idmun"]

(
    pl.scan_parquet(f"{folder}/**/*.parquet")
    .group_by(TOWN)
    .agg(
        pl.col("nes", "nmun", "lat", "lon").last(),
        pl.col("temp", "prec").mean().name.suffix("_mean"),
        pl.len().alias("records"),
        pl.col("hloc").min().alias("hloc_first"),
        pl.col("hloc").max().alias("hloc_last"),
    )
    .sort(TOWN)
    .collect(engine="streaming")
    .write_csv(out, datetime_format="%Y-%m-%dT%H:%M:%S")
)
