"""A folder of snapshots, named YYYYMMDD_hhmmss.csv, as a Parquet file for each month."""

import sys
from pathlib import Path

import polars as pl

folder, out = sys.argv[1:]

Path(out).mkdir(exist_ok=True)
paths = sorted(Path(folder).glob("*.csv"))
for month in sorted({path.name[:6] for path in paths}):
    snapshots = [path for path in paths if path.name.startswith(month)]
    pl.scan_csv(snapshots, try_parse_dates=True).sink_parquet(f"{out}/{month}.parquet", compression="zstd")
