import type { PageTimes } from "../../page_data.ts";
import { h } from "../h.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";

/** A clock that is so many seconds ahead of another may still be right. */
const TOLERANCE = 300;

export type Age = { readonly text: string; readonly state: "fresh" | "stale" | "ahead" };

/** How old some data is now: since the provider made it, or else since the first time that is known after that. */
export function ageOf(times: PageTimes, { words, format, data }: View): Age {
  const what = (["issued", "fetched", "published"] as const).find((name) => times[`${name}_at`] !== null);
  const since = Date.parse(times[`${what ?? "published"}_at`] ?? "");
  const seconds = (Date.now() - since) / 1000;
  if (seconds < -TOLERANCE)
    return { text: fill(words.ahead, { age: format.span(-seconds) }), state: "ahead" };
  const text = fill(words[what ?? "published"], { age: format.span(Math.max(0, seconds)) });
  return { text, state: seconds >= data.stale_after_seconds ? "stale" : "fresh" };
}

/** Whose age each chip on the page shows, and how to show it anew. */
const chips = new Map<HTMLElement, () => void>();

/** The chip that stands beside a chart and tells the age of its data. */
export function ageChip(times: PageTimes, view: View): HTMLElement {
  const { words, format } = view;
  const moment = (iso: string | null) => (iso === null ? words.unknown : format.moment(iso));
  const title = fill(words.timesTitle, {
    issued: moment(times.issued_at),
    fetched: moment(times.fetched_at),
    published: moment(times.published_at),
  });
  const chip = h("span", { class: "age", title });
  const show = () => {
    const { text, state } = ageOf(times, view);
    chip.dataset.state = state;
    chip.textContent = text;
  };
  show();
  chips.set(chip, show);
  return chip;
}

/** Tells every age on the page anew; those that are no longer on it are forgotten. */
export function refreshAges(): void {
  for (const [chip, show] of chips) {
    if (chip.isConnected) show();
    else chips.delete(chip);
  }
}
