"""A folder of snapshots, named YYYYMMDD_hhmmss.csv, as a Parquet file for each month."""

import sys
from pathlib import Path

import pandas as pd

folder, out = sys.argv[1:]

Path(out).mkdir(exist_ok=True)
paths = sorted(Path(folder).glob("*.csv"))
for month in sorted({path.name[:6] for path in paths}):
    snapshots = [pd.read_csv(path, parse_dates=["hloc"]) for path in paths if path.name.startswith(month)]
    pd.concat(snapshots).to_parquet(f"{out}/{month}.parquet", compression="zstd", index=False)
