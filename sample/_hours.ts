import { DateTime } from "luxon";
import { Failure } from "../errors/mod.ts";

/** One hour of a model run. */
export type Hour = {
  /** `YYYYMMDDThh` on the feed's clock. */
  readonly hloc: string;
  /** Day of the week, in Spanish. */
  readonly dsem: string;
  /** Hour of the run, -1 at its first record. */
  readonly nhor: number;
  /** Hours since midnight of the day of the run's first record. */
  readonly sinceMidnight: number;
};

const FORMAT = "yyyyMMdd'T'HH";
const WEEKDAYS = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"];

/**
 * The `count` hours of the run whose first record is that of `issue` (`YYYYMMDDThh`). They follow one
 * another by the clock alone, without summer time, which Mexico gave up in 2022.
 *
 * @throws {Failure} `usage` where `issue` is not such an hour.
 */
export function hoursFrom(issue: string, count: number): readonly Hour[] {
  const first = DateTime.fromFormat(issue, FORMAT, { zone: "utc" });
  // Written again, since luxon reads hour 24 as the next day's 00.
  if (first.toFormat(FORMAT) !== issue) {
    const example = `Write it as YYYYMMDDThh, such as "20260105T09".`;
    throw new Failure("usage", `Cannot read the issue "${issue}" as an hour. ${example}`);
  }
  return Array.from({ length: count }, (_, index) => {
    const hour = first.plus({ hours: index });
    return {
      hloc: hour.toFormat(FORMAT),
      dsem: WEEKDAYS[hour.weekday - 1] ?? "",
      nhor: index - 1,
      sinceMidnight: first.hour + index,
    };
  });
}
