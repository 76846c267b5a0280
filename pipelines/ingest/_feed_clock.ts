import { DateTime } from "luxon";
import type { Feed } from "../../configs/mod.ts";

/** A moment as the feed's own clock shows it, in the way frames hold such times: its fields as UTC. */
export function feedClock({ clock }: Pick<Feed, "clock">, moment: Date): Date {
  return DateTime.fromJSDate(moment, { zone: clock }).setZone("utc", { keepLocalTime: true }).toJSDate();
}
