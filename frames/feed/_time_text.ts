import type { TimeFormat } from "../schema.ts";

/** ISO 8601: a date, and perhaps a time and how far its clock is from UTC; between them a T or a space. */
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?)?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?$/i;
const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)$/;

/**
 * A time of a feed as ISO 8601 on the feed's clock, to the second: "2026-11-24T05:00:00". One that says how far it is
 * from UTC, or is counted from 1970, is turned to the clock; any other is on it.
 *
 * @param clock IANA time zone
 * @returns undefined where the text is no such time
 *
 * @example
 * ```ts
 * timeText("2026-11-24T11:00:00Z", "iso8601", "America/Mexico_City"); // "2026-11-24T05:00:00"
 * ```
 */
export function timeText(text: string, format: TimeFormat, clock: string): string | undefined {
  if (format === "epoch_seconds" || format === "epoch_milliseconds") {
    if (!/^-?\d{1,16}(\.\d+)?$/.test(text)) return undefined;
    const milliseconds = Number(text) * (format === "epoch_seconds" ? 1000 : 1);
    return Math.abs(milliseconds) < LATEST ? onClock(milliseconds, clock) : undefined;
  }
  const [, year, month, day, hour = "00", minute = "00", second = "00", offset] =
    (format === "iso8601" ? ISO : COMPACT).exec(text) ?? [];
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${local}Z`);
  // A 30 February becomes a day of March.
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 19) !== local) return undefined;
  if (offset === undefined) return local;
  const [, sign, hours, minutes = "00"] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [undefined, "+", "00"];
  const ahead = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return onClock(time.getTime() - ahead, clock);
}

/** A day in the year 9999: later ones have other texts. */
const LATEST = Date.UTC(9999, 11, 31);

function onClock(milliseconds: number, clock: string): string {
  let zone = zones.get(clock);
  if (zone === undefined) {
    // Sweden writes dates as ISO 8601 does.
    zone = new Intl.DateTimeFormat("sv-SE", { timeZone: clock, dateStyle: "short", timeStyle: "medium" });
    zones.set(clock, zone);
  }
  return zone.format(milliseconds).replace(" ", "T");
}

/** To make one takes as long as to use it a thousand times. */
const zones = new Map<string, Intl.DateTimeFormat>();
