-- Means per town over a folder of snapshots.
COPY (
  SELECT ides, idmun, arg_max(COLUMNS(['nes', 'nmun', 'lat', 'lon']), hloc), avg(temp) AS temp_mean, avg(prec) AS prec_mean,
    count(*) AS records, min(hloc) AS hloc_first, max(hloc) AS hloc_last
  FROM read_csv('{folder}/*.csv', header = true, columns = {
    desciel: 'VARCHAR', dh: 'INTEGER', dirvienc: 'VARCHAR', dirvieng: 'DOUBLE', dpt: 'DOUBLE', dsem: 'VARCHAR',
    hloc: 'TIMESTAMP', hr: 'DOUBLE', ides: 'INTEGER', idmun: 'INTEGER', lat: 'DOUBLE', lon: 'DOUBLE', nes: 'VARCHAR',
    nhor: 'INTEGER', nmun: 'VARCHAR', prec: 'DOUBLE', probprec: 'DOUBLE', raf: 'DOUBLE', temp: 'DOUBLE', velvien: 'DOUBLE',
      cvegeo: 'VARCHAR'
  })
  GROUP BY ides, idmun
  ORDER BY ides, idmun
) TO '{out}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
