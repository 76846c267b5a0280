-- A folder of snapshots, named YYYYMMDD_hhmmss.csv, as a Parquet file for each month.
COPY (
  SELECT * EXCLUDE (filename), parse_filename(filename)[1:6] AS month
  FROM read_csv('{folder}/*.csv', header = true, filename = true, columns = {
    desciel: 'VARCHAR', dh: 'INTEGER', dirvienc: 'VARCHAR', dirvieng: 'DOUBLE', dpt: 'DOUBLE', dsem: 'VARCHAR',
    hloc: 'TIMESTAMP', hr: 'DOUBLE', ides: 'INTEGER', idmun: 'INTEGER', lat: 'DOUBLE', lon: 'DOUBLE', nes: 'VARCHAR',
    nhor: 'INTEGER', nmun: 'VARCHAR', prec: 'DOUBLE', probprec: 'DOUBLE', raf: 'DOUBLE', temp: 'DOUBLE', velvien: 'DOUBLE',
      cvegeo: 'VARCHAR'
  })
) TO '{out}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month), OVERWRITE_OR_IGNORE)
