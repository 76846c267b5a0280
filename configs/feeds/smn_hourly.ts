import type { Feed } from "../feed.ts";
import { SMN_COLUMNS as COLUMN, SMN, smnUrls } from "./_smn.ts";

/**
 * Mexico's municipal forecast by the hour (`method=3`): 2,463 municipalities × 116 hours = 285,708 rows of
 * 20 columns, in the provider's order. Source: https://smn.conagua.gob.mx/es/web-service-api
 */
export const smnHourly: Feed = {
  ...SMN,
  name: "smn-hourly",
  title: { en: "Municipal forecast by the hour", es: "Pronóstico municipal por hora" },
  urls: smnUrls(3),
  time: "hloc",
  columns: [
    COLUMN.desciel,
    COLUMN.dh,
    COLUMN.dirvienc,
    COLUMN.dirvieng,
    COLUMN.dpt,
    COLUMN.dsem,
    { name: "hloc", type: "datetime", meaning: "Hour of the forecast, on the feed's one national clock" },
    COLUMN.hr,
    COLUMN.ides,
    COLUMN.idmun,
    COLUMN.lat,
    COLUMN.lon,
    COLUMN.nes,
    {
      name: "nhor",
      type: "integer",
      unit: "h",
      meaning: "Hour of the model run",
      minimum: -1,
      maximum: 240,
    },
    COLUMN.nmun,
    COLUMN.prec,
    COLUMN.probprec,
    COLUMN.raf,
    { name: "temp", type: "number", unit: "°C", meaning: "Air temperature", minimum: -30, maximum: 55 },
    COLUMN.velvien,
  ],
  means: [
    { name: "temp_mean", of: ["temp"], unit: "°C" },
    { name: "prec_mean", of: ["prec"], unit: "mm" },
  ],
  max_age: { fetched: "3h", issued: "30h", unchanged: "24h" },
  expected: { towns: 2463, records_per_town: 116 },
  // 12 MB as gzip, up to 157 MB as text: the service has sent the text as it is, too.
  caps: { body_bytes: 200_000_000, text_bytes: 400_000_000, rows: 1_000_000, nesting: 20 },
};
