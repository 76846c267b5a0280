-- The last record per town of a gzip feed, the way it is written first: DuckDB guesses columns and types.
COPY (
  SELECT desciel, dh::INTEGER AS dh, dirvienc, dirvieng::DOUBLE AS dirvieng, dpt::DOUBLE AS dpt, dsem,
    strptime(hloc, '%Y%m%dT%H') AS hloc, hr::DOUBLE AS hr, ides::INTEGER AS ides, idmun::INTEGER AS idmun,
    lat::DOUBLE AS lat, lon::DOUBLE AS lon, nes, nhor::INTEGER AS nhor, nmun, prec::DOUBLE AS prec,
    probprec::DOUBLE AS probprec, raf::DOUBLE AS raf, temp::DOUBLE AS temp, velvien::DOUBLE AS velvien
  FROM read_json_auto('{feed}')
  QUALIFY row_number() OVER (PARTITION BY ides, idmun ORDER BY hloc DESC) = 1
  ORDER BY ides, idmun
) TO '{out}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
