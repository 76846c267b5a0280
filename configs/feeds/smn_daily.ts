import type { Feed } from "../feed.ts";
import { SMN_COLUMNS as COLUMN, SMN, smnUrls } from "./_smn.ts";

/**
 * Mexico's municipal forecast by the day (`method=1`): 2,463 municipalities × 4 days = 9,852 rows of
 * 19 columns, in the provider's order. Source: https://smn.conagua.gob.mx/es/web-service-api
 *
 * It has no `temp`: a day's mean temperature is taken as the mid-point of its extremes, the convention of
 * the WMO Guide to Climatological Practices (WMO-No. 100) for stations that report only those.
 */
export const smnDaily: Feed = {
  ...SMN,
  name: "smn-daily",
  title: { en: "Municipal forecast by the day", es: "Pronóstico municipal por día" },
  urls: smnUrls(1),
  time: "dloc",
  columns: [
    COLUMN.cc,
    COLUMN.desciel,
    COLUMN.dh,
    COLUMN.dirvienc,
    COLUMN.dirvieng,
    { name: "dloc", type: "datetime", meaning: "Start of the day of the forecast, on the feed's clock" },
    COLUMN.ides,
    COLUMN.idmun,
    COLUMN.lat,
    COLUMN.lon,
    {
      name: "ndia",
      type: "integer",
      unit: "d",
      meaning: "Day of the model run, from 0",
      minimum: 0,
      maximum: 15,
    },
    COLUMN.nes,
    COLUMN.nmun,
    COLUMN.prec,
    COLUMN.probprec,
    COLUMN.raf,
    {
      name: "tmax",
      type: "number",
      unit: "°C",
      meaning: "Highest air temperature",
      minimum: -30,
      maximum: 55,
    },
    {
      name: "tmin",
      type: "number",
      unit: "°C",
      meaning: "Lowest air temperature",
      minimum: -40,
      maximum: 45,
    },
    COLUMN.velvien,
  ],
  means: [
    { name: "temp_mean", of: ["tmax", "tmin"], unit: "°C" },
    { name: "prec_mean", of: ["prec"], unit: "mm" },
  ],
  max_age: { fetched: "26h", issued: "50h", unchanged: "50h" },
  expected: { towns: 2463, records_per_town: 4 },
  caps: { body_bytes: 8_000_000, text_bytes: 40_000_000, rows: 100_000, nesting: 20 },
};
