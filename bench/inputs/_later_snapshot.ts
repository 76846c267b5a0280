import { DateTime } from "luxon";

/** The columns that differ from hour to hour, and how much they vary around the first hour's, in hundredths. */
const SPREAD: Readonly<Record<string, readonly [spread: number, least: number, most: number]>> = {
  dirvieng: [9000, 0, 36_000],
  dpt: [600, -4000, 4000],
  hr: [3000, 0, 10_000],
  prec: [400, 0, 50_000],
  raf: [1500, 0, 35_000],
  temp: [900, -3000, 5500],
  velvien: [1000, 0, 25_000],
};
const LEAST = -4000;
/** Every number from -40 to 500 with two decimals as the program writes it: to look one up is quick. */
const TEXTS = Array.from({ length: 54_001 }, (_, i) => {
  const number = (LEAST + i) / 100;
  return Number.isInteger(number) ? `${number}.0` : `${number}`;
});
const WINDS = ["Norte", "Noreste", "Este", "Sureste", "Sur", "Suroeste", "Oeste", "Noroeste"];
const SKIES = ["Despejado", "Poco nuboso", "Medio nublado", "Cielo nublado", "Cielo cubierto"];
const WEEKDAYS = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"];
/** One temperature of so many is not known, which the means must leave out. */
const UNKNOWN = 997;

/**
 * Makes later snapshots out of one: fast rather than like weather, the same on every call.
 *
 * @param first a snapshot of the hourly feed, as CSV
 * @returns the snapshot of so many hours later, as CSV
 */
export function laterSnapshots(first: string): (hour: number) => string {
  const [header = "", ...lines] = first.trimEnd().split("\n");
  const names = header.split(",");
  const rows = lines.map((line) => line.split(","));
  const place = (name: string) => names.indexOf(name);
  const [hloc, temp, dsem] = [place("hloc"), place("temp"), place("dsem")];
  const [desciel, dirvienc] = [place("desciel"), place("dirvienc")];
  const begin = DateTime.fromISO(rows[0]?.[hloc] ?? "", { zone: "utc" });
  const measures = Object.entries(SPREAD).map(([name, [spread, least, most]]) => {
    const at = place(name);
    const base = rows.map((row) => Math.round(Number(row[at]) * 100));
    return { at, spread, least, most, base };
  });

  return (hour) => {
    const moment = begin.plus({ hours: hour });
    const time = moment.toFormat("yyyy-MM-dd'T'HH:mm:ss");
    const weekday = WEEKDAYS[moment.weekday - 1] as string;
    let text = `${header}\n`;
    for (const [town, row] of rows.entries()) {
      let bits = Math.imul(hour * 4099 + town + 1, 0x9e3779b9);
      for (const { at, spread, least, most, base } of measures) {
        bits = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b) ^ (bits >>> 13);
        const value = (base[town] as number) + ((bits >>> 8) % (2 * spread)) - spread;
        row[at] = TEXTS[Math.min(Math.max(value, least), most) - LEAST] as string;
      }
      row[hloc] = time;
      row[dsem] = weekday;
      row[dirvienc] = WINDS[(bits >>> 4) % WINDS.length] as string;
      row[desciel] = SKIES[(bits >>> 9) % SKIES.length] as string;
      if ((hour + town * 31) % UNKNOWN === 0) row[temp] = "";
      text += `${row.join(",")}\n`;
    }
    return text;
  };
}
