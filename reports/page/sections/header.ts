import { h } from "../h.ts";
import type { Period } from "../model/periods.ts";
import { searchBox } from "../towns/search_box.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { quantityName } from "../words/names.ts";
import { fill } from "../words/words.ts";

/** The page's head: what it is about, and what a reader can choose. Its controls stay where they are. */
export function header(trust: HTMLElement): Section {
  const title = h("h1", {});
  const synthetic = h("p", { class: "synthetic" });
  const language = h("button", { type: "button", class: "quiet", id: "language" });
  const theme = h("button", { type: "button", class: "quiet", id: "theme" });
  const quantities = h("div", { class: "choice", role: "group" });
  const periods = h("div", { class: "choice periods", role: "group" });
  const search = searchBox();
  const pages = h("nav", { class: "pages", hidden: true });
  let view: View | undefined;
  language.addEventListener("click", () => view?.choose({ language: view.language === "es" ? "en" : "es" }));
  theme.addEventListener("click", () => view?.choose({ dark: !view.dark }));

  const draw = (now: View) => {
    view = now;
    const { data, words, dark } = now;
    const [state, ...others] = data.towns.state_names;
    const isState = data.page !== undefined && others.length === 0;
    title.textContent = `${data.feed.title[now.language] ?? data.feed.title.en}${isState ? `: ${state}` : ""}`;
    synthetic.hidden = !data.feed.synthetic && !data.merged.municipalities_synthetic;
    synthetic.textContent = data.feed.synthetic ? words.synthetic : words.syntheticTable;
    language.textContent = words.language;
    language.setAttribute("aria-label", words.languageLabel);
    language.lang = now.language === "es" ? "en" : "es";
    theme.textContent = dark ? words.light : words.dark;
    theme.setAttribute("aria-label", fill(words.themeLabel, { theme: theme.textContent.toLowerCase() }));
    quantities.setAttribute("aria-label", words.measures);
    fillChoice(
      quantities,
      now.quantities.map((quantity) => ({
        text: quantityName(now, quantity),
        isChosen: quantity === now.quantity,
        choose: () => now.choose({ show: quantity.id }),
      })),
    );
    periods.setAttribute("aria-label", words.periods);
    periods.hidden = now.periods.length < 2;
    fillChoice(
      periods,
      now.periods.map((period) => ({
        text: shortName(period, now),
        isChosen: period === now.period,
        choose: () => now.choose({ period }),
      })),
    );
    drawPages(pages, now);
    search.draw(now);
  };
  const element = h(
    "header",
    { class: "page-header" },
    h(
      "div",
      { class: "headline" },
      h("div", {}, title, trust),
      h("div", { class: "switches" }, language, theme),
    ),
    synthetic,
    pages,
    h("div", { class: "controls" }, search.element, periods, quantities),
  );
  return { element, draw, on: [...SHOWN, "town"] };
}

/** Where the page is one of a folder: the way to the others. */
function drawPages(nav: HTMLElement, { data, words }: View): void {
  const { pages = [], page } = data;
  nav.hidden = pages.length < 2;
  nav.setAttribute("aria-label", words.pages);
  const links = pages.map(({ name, href }) =>
    h("a", { href, "aria-current": href === page ? "page" : undefined }, name ?? words.everywhere),
  );
  nav.replaceChildren(h("details", {}, h("summary", {}, words.pages), h("p", {}, ...links)));
}

function shortName(period: Period, { words, format, times }: View): string {
  if (period === "all") {
    const days = Math.round((times.moments.length * times.step) / 86_400_000);
    return fill(words.days, { count: format.count(days) });
  }
  return period === "time" ? "" : words[period];
}

type Choice = { readonly text: string; readonly isChosen: boolean; readonly choose: () => void };

/** The buttons are made once, so that the one that is pressed keeps the focus. */
function fillChoice(group: HTMLElement, choices: readonly Choice[]): void {
  while (group.children.length > choices.length) group.lastElementChild?.remove();
  choices.forEach(({ text, isChosen, choose }, i) => {
    const button = group.children[i] ?? group.appendChild(h("button", { type: "button" }));
    button.textContent = text;
    button.setAttribute("aria-pressed", String(isChosen));
    (button as HTMLButtonElement).onclick = choose;
  });
}
