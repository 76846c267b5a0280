import { h } from "../h.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";
import { ageOf } from "./age.ts";

/** What says, above everything else, that the page's data is stale; looked at again each minute. */
export function banner(): Section & { readonly refresh: () => void } {
  const element = h("div", { class: "banner", role: "alert", hidden: true });
  let view: View | undefined;
  const refresh = () => {
    if (view === undefined) return;
    const { data, words, format } = view;
    const { text, state } = ageOf(data.forecast ?? data.merged, view);
    const said = `${text} ${state}`;
    element.hidden = state === "fresh";
    if (element.dataset.said === said) return;
    element.dataset.said = said;
    const limit = format.span(data.stale_after_seconds);
    element.replaceChildren(
      ...(state === "stale"
        ? [h("strong", {}, words.staleTitle), ` ${fill(words.staleText, { age: text, limit })}`]
        : state === "ahead"
          ? [h("strong", {}, words.aheadTitle), ` ${fill(words.aheadText, { age: text })}`]
          : []),
    );
  };
  const draw = (now: View) => {
    view = now;
    refresh();
  };
  return { element, draw, on: [], refresh };
}
