import type { PageTimes } from "../page_data.ts";
import { type Child, h } from "./h.ts";
import { ageChip } from "./sections/age.ts";
import type { View } from "./view.ts";

/** An empty place for a section on the page, to be filled by {@linkcode fillCard}. */
export function emptyCard(name: string): HTMLElement {
  return h("section", { class: `card ${name}`, "aria-labelledby": `${name}-title` });
}

/** Fills a section: its title, the age of its data where it is not that of the whole page, a sentence about it, and what it shows. */
export function fillCard(
  card: HTMLElement,
  title: string,
  text: string | undefined,
  times: PageTimes | undefined,
  view: View,
  ...children: readonly Child[]
): void {
  const id = card.getAttribute("aria-labelledby") ?? "";
  const head = h("header", {}, h("h2", { id }, title), isOwnAge(times, view) && ageChip(times, view));
  card.replaceChildren(
    head,
    ...(text === undefined ? [] : [h("p", { class: "about" }, text)]),
    ...children.filter((child) => child !== undefined && child !== false),
  );
}

/** The line below the page's title tells the age of the forecast: of other data it is told where that stands. */
function isOwnAge(times: PageTimes | undefined, { data }: View): times is PageTimes {
  const { issued_at, fetched_at } = data.forecast ?? data.merged;
  return times !== undefined && (times.issued_at !== issued_at || times.fetched_at !== fetched_at);
}
