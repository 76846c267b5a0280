-- The last record per town of a gzip feed. Of the ways tried (types guessed or given, QUALIFY row_number()
-- or arg_max over a row or over columns) this is DuckDB's fastest that types every record.
COPY (
  SELECT ides, idmun, max(strptime(hloc, '%Y%m%dT%H')) AS hloc, arg_max(COLUMNS(* EXCLUDE (ides, idmun, hloc)), hloc)
  FROM read_json('{feed}', format = 'array', columns = {
    desciel: 'VARCHAR', dh: 'INTEGER', dirvienc: 'VARCHAR', dirvieng: 'DOUBLE', dpt: 'DOUBLE', dsem: 'VARCHAR',
    hloc: 'VARCHAR', hr: 'DOUBLE', ides: 'INTEGER', idmun: 'INTEGER', lat: 'DOUBLE', lon: 'DOUBLE', nes: 'VARCHAR',
    nhor: 'INTEGER', nmun: 'VARCHAR', prec: 'DOUBLE', probprec: 'DOUBLE', raf: 'DOUBLE', temp: 'DOUBLE', velvien: 'DOUBLE'
  })
  GROUP BY ides, idmun
  ORDER BY ides, idmun
) TO '{out}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
