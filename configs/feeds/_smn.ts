import type { Column } from "../../frames/schema.ts";
import { TOWN } from "../noun.ts";

/** What both forecasts of the Servicio Meteorológico Nacional share. */
export const SMN = {
  attribution: "Servicio Meteorológico Nacional, CONAGUA, Mexico (open government data)",
  license: { title: "Términos de Libre Uso MX", path: "https://datos.gob.mx/libreusomx" },
  synthetic: false,
  // Founded from 2017 on, and in no forecast so far (last looked at in November 2026).
  known_gaps: {
    "2-6": "San Quintín",
    "2-7": "San Felipe",
    "4-12": "Seybaplaya",
    "4-13": "Dzitbalché",
    "7-125": "Honduras de la Sierra",
    "17-34": "Coatetelco",
    "17-35": "Xoxocotla",
    "17-36": "Hueyapan",
  },
  noun: TOWN,
  public_urls: true,
  // The service answers 403 to clients that do not look like a browser.
  headers: {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 municlima",
    Accept: "*/*",
    "Accept-Encoding": "identity",
  },
  clock: "America/Mexico_City",
  key: ["ides", "idmun"],
  labels: ["nes", "nmun", "lat", "lon"],
} as const;

/** The two current endpoints of a method, then the older one, which is unreliable. */
export function smnUrls(method: 1 | 3): [string, ...string[]] {
  return [
    `https://smn.conagua.gob.mx/tools/GUI/webservices/?method=${method}`,
    `https://smn.conagua.gob.mx/tools/GUI/webservices/index.php?method=${method}`,
    `https://smn.conagua.gob.mx/webservices/?method=${method}`,
  ];
}

/** The columns that both methods have, by name. Ranges span Mexico's records with room to spare. */
export const SMN_COLUMNS = {
  cc: { name: "cc", type: "number", unit: "%", meaning: "Cloud cover", minimum: 0, maximum: 100 },
  desciel: { name: "desciel", type: "string", meaning: "State of the sky, in Spanish words" },
  dh: {
    name: "dh",
    type: "integer",
    unit: "h",
    meaning: "Hours behind UTC as the provider tables them; out of date since 2022, not for computing with",
    minimum: 0,
    maximum: 12,
  },
  dirvienc: { name: "dirvienc", type: "string", meaning: "Wind direction, one of eight Spanish words" },
  dirvieng: {
    name: "dirvieng",
    type: "number",
    unit: "°",
    meaning: "Wind direction, clockwise from north",
    minimum: 0,
    maximum: 360,
  },
  dpt: { name: "dpt", type: "number", unit: "°C", meaning: "Dew point", minimum: -40, maximum: 40 },
  dsem: { name: "dsem", type: "string", meaning: "Day of the week, in Spanish" },
  hr: { name: "hr", type: "number", unit: "%", meaning: "Relative humidity", minimum: 0, maximum: 100 },
  ides: { name: "ides", type: "integer", meaning: "State key (INEGI)", minimum: 1, maximum: 32 },
  idmun: {
    name: "idmun",
    type: "integer",
    meaning: "Municipality key within its state (INEGI); repeats across states",
    minimum: 1,
    maximum: 999,
  },
  lat: { name: "lat", type: "number", unit: "°", meaning: "Latitude, north", minimum: 14, maximum: 33 },
  lon: { name: "lon", type: "number", unit: "°", meaning: "Longitude, east", minimum: -119, maximum: -86 },
  nes: { name: "nes", type: "string", meaning: "State name" },
  nmun: {
    name: "nmun",
    type: "string",
    meaning: "Municipality name; neither unique nor always whole, so never a key",
  },
  prec: { name: "prec", type: "number", unit: "mm", meaning: "Precipitation", minimum: 0, maximum: 500 },
  probprec: {
    name: "probprec",
    type: "number",
    unit: "%",
    meaning: "Probability of precipitation",
    minimum: 0,
    maximum: 100,
  },
  raf: { name: "raf", type: "number", unit: "km/h", meaning: "Wind gust", minimum: 0, maximum: 350 },
  velvien: { name: "velvien", type: "number", unit: "km/h", meaning: "Wind speed", minimum: 0, maximum: 250 },
} as const satisfies Record<string, Column>;
