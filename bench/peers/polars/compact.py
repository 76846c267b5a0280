"""A folder of snapshots, named YYYYMMDD_hhmmss.csv, as a Parquet file for each month."""

import sys
from pathlib import Path

import polars as pl

folder, out = sys.argv[1:]
# The order of the columns counts. Given, as guessing the types of each file takes four times as long.
SCHEMA = {
    "desciel": pl.String,
    "dh": pl.Int64,
    "dirvienc": pl.String,
    "dirvieng": pl.Float64,
    "dpt": pl.Float64,
    "dsem": pl.String,
    "hloc": pl.String,
    "hr": pl.Float64,
    "ides": pl.Int64,
    "idmun": pl.Int64,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "nes": pl.String,
    "nhor": pl.Int64,
    "nmun": pl.String,
    "prec": pl.Float64,
    "probprec": pl.Float64,
    "raf": pl.Float64,
    "temp": pl.Float64,
    "velvien": pl.Float64,
    "cvegeo": pl.String,
}

Path(out).mkdir(exist_ok=True)
paths = sorted(Path(folder).glob("*.csv"))
for month in sorted({path.name[:6] for path in paths}):
    snapshots = [path for path in paths if path.name.startswith(month)]
    (
        pl.scan_csv(snapshots, schema=SCHEMA)
        .with_columns(pl.col("hloc").str.to_datetime("%Y-%m-%dT%H:%M:%S"))
        .sink_parquet(f"{out}/{month}.parquet", compression="zstd")
    )
