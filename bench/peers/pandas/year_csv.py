"""Means per town over a folder of snapshots.

The files are read one by one and summed up in batches: all of them at once, in one frame, take 10 GB.
"""

import sys
from pathlib import Path

import pandas as pd

folder, out = sys.argv[1:]
TOWN = ["ides", "idmun"]
COLUMNS = [*TOWN, "nes", "nmun", "lat", "lon", "hloc", "temp", "prec"]


def totals(paths):
    """Sums and counts per town over some files, which come oldest first."""
    records = pd.concat([pd.read_csv(path, usecols=COLUMNS) for path in paths])
    return records.groupby(TOWN).agg(
        nes=("nes", "last"),
        nmun=("nmun", "last"),
        lat=("lat", "last"),
        lon=("lon", "last"),
        temp_sum=("temp", "sum"),
        temp_count=("temp", "count"),
        prec_sum=("prec", "sum"),
        prec_count=("prec", "count"),
        records=("hloc", "size"),
        hloc_first=("hloc", "min"),
        hloc_last=("hloc", "max"),
    )


paths = sorted(Path(folder).glob("*.csv"))
parts = pd.concat([totals(paths[at : at + 240]) for at in range(0, len(paths), 240)])
sums = ["temp_sum", "temp_count", "prec_sum", "prec_count", "records"]
how = {**dict.fromkeys(["nes", "nmun", "lat", "lon"], "last"), **dict.fromkeys(sums, "sum")}
means = parts.groupby(TOWN).agg({**how, "hloc_first": "min", "hloc_last": "max"})
means["temp_mean"] = means.pop("temp_sum") / means.pop("temp_count")
means["prec_mean"] = means.pop("prec_sum") / means.pop("prec_count")
means.reset_index().to_csv(out, index=False)
