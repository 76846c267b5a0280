-- Means per town over monthly Parquet files.
COPY (
  SELECT ides, idmun, arg_max(COLUMNS(['nes', 'nmun', 'lat', 'lon']), hloc), avg(temp) AS temp_mean, avg(prec) AS prec_mean,
    count(*) AS records, min(hloc) AS hloc_first, max(hloc) AS hloc_last
  FROM read_parquet('{folder}/**/*.parquet')
  GROUP BY ides, idmun
  ORDER BY ides, idmun
) TO '{out}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
