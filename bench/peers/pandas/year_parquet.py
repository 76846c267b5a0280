"""Means per town over monthly Parquet files, one file at a time."""

import sys
from pathlib import Path

import pandas as pd

folder, out = sys.argv[1:]
TOWN = ["ides", "idmun"]
COLUMNS = [*TOWN, "nes", "nmun", "lat", "lon", "hloc", "temp", "prec"]


def totals(path):
    """Sums and counts per town over one file."""
    records = pd.read_parquet(path, columns=COLUMNS)
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


parts = pd.concat([totals(path) for path in sorted(Path(folder).rglob("*.parquet"))])
sums = ["temp_sum", "temp_count", "prec_sum", "prec_count", "records"]
how = {**dict.fromkeys(["nes", "nmun", "lat", "lon"], "last"), **dict.fromkeys(sums, "sum")}
means = parts.groupby(TOWN).agg({**how, "hloc_first": "min", "hloc_last": "max"})
means["temp_mean"] = means.pop("temp_sum") / means.pop("temp_count")
means["prec_mean"] = means.pop("prec_sum") / means.pop("prec_count")
means.reset_index().to_csv(out, index=False, date_format="%Y-%m-%dT%H:%M:%S")
