-- The same as ingest.sql of a feed in JSON lines.
COPY (
  SELECT ides, idmun, max(strptime(hloc, '%Y%m%dT%H')) AS hloc, arg_max(COLUMNS(* EXCLUDE (ides, idmun, hloc)), hloc)
  FROM read_json('{feed}', format = 'newline_delimited', columns = {
    desciel: 'VARCHAR', dh: 'INTEGER', dirvienc: 'VARCHAR', dirvieng: 'DOUBLE', dpt: 'DOUBLE', dsem: 'VARCHAR',
    hloc: 'VARCHAR', hr: 'DOUBLE', ides: 'INTEGER', idmun: 'INTEGER', lat: 'DOUBLE', lon: 'DOUBLE', nes: 'VARCHAR',
    nhor: 'INTEGER', nmun: 'VARCHAR', prec: 'DOUBLE', probprec: 'DOUBLE', raf: 'DOUBLE', temp: 'DOUBLE', velvien: 'DOUBLE'
  })
  GROUP BY ides, idmun
  ORDER BY ides, idmun
) TO '{out}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
