"""Means of two snapshots, joined with the municipality table."""

import sys

import polars as pl

older, newer, municipalities, out = sys.argv[1:]
TOWN = ["ides", "idmun"]

means = (
    pl.scan_csv([older, newer], try_parse_dates=True)
    .group_by(TOWN)
    .agg(
        pl.col("nes", "nmun", "lat", "lon").sort_by("hloc").last(),
        pl.col("temp", "prec").mean().name.suffix("_mean"),
        pl.len().alias("records"),
        pl.col("hloc").min().alias("hloc_first"),
        pl.col("hloc").max().alias("hloc_last"),
    )
)
(
    means.join(pl.scan_csv(municipalities), left_on=TOWN, right_on=["Cve_Ent", "Cve_Mun"], validate="1:1")
    .sort(TOWN)
    .collect()
    .write_csv(out, datetime_format="%Y-%m-%dT%H:%M:%S")
)
