-- Means of two snapshots, joined with the municipality table.
COPY (
  WITH means AS (
    SELECT ides, idmun, arg_max(COLUMNS(['nes', 'nmun', 'lat', 'lon']), hloc), avg(temp) AS temp_mean, avg(prec) AS prec_mean,
      count(*) AS records, min(hloc) AS hloc_first, max(hloc) AS hloc_last
    FROM read_csv(['{older}', '{newer}'], header = true, columns = {
      desciel: 'VARCHAR', dh: 'INTEGER', dirvienc: 'VARCHAR', dirvieng: 'DOUBLE', dpt: 'DOUBLE', dsem: 'VARCHAR',
      hloc: 'TIMESTAMP', hr: 'DOUBLE', ides: 'INTEGER', idmun: 'INTEGER', lat: 'DOUBLE', lon: 'DOUBLE', nes: 'VARCHAR',
      nhor: 'INTEGER', nmun: 'VARCHAR', prec: 'DOUBLE', probprec: 'DOUBLE', raf: 'DOUBLE', temp: 'DOUBLE', velvien: 'DOUBLE',
      cvegeo: 'VARCHAR'
    })
    GROUP BY ides, idmun
  )
  SELECT means.*, municipality.* EXCLUDE (Cve_Ent, Cve_Mun)
  FROM means
  JOIN read_csv('{municipalities}') AS municipality ON ides = Cve_Ent AND idmun = Cve_Mun
  ORDER BY ides, idmun
) TO '{out}' (HEADER, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S')
