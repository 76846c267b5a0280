"""Runs a query file in DuckDB: run.py QUERY.sql name=value..., each {name} in it standing for a value."""

import sys
from pathlib import Path

import duckdb

query, *values = sys.argv[1:]
sql = Path(query).read_text()
for value in values:
    name, text = value.split("=", 1)
    sql = sql.replace("{%s}" % name, text)
duckdb.connect().execute(sql)
