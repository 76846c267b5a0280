"""Means of two snapshots, joined with the municipality table."""

import sys

import pandas as pd

older, newer, municipalities, out = sys.argv[1:]
TOWN = ["ides", "idmun"]

records = pd.concat([pd.read_csv(path, parse_dates=["hloc"]) for path in (older, newer)])
means = records.sort_values("hloc", kind="stable").groupby(TOWN).agg(
    nes=("nes", "last"),
    nmun=("nmun", "last"),
    lat=("lat", "last"),
    lon=("lon", "last"),
    temp_mean=("temp", "mean"),
    prec_mean=("prec", "mean"),
    records=("hloc", "size"),
    hloc_first=("hloc", "min"),
    hloc_last=("hloc", "max"),
)
table = pd.read_csv(municipalities).rename(columns={"Cve_Ent": "ides", "Cve_Mun": "idmun"})
merged = means.reset_index().merge(table, on=TOWN, validate="1:1").sort_values(TOWN)
merged.to_csv(out, index=False, date_format="%Y-%m-%dT%H:%M:%S")
