import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import { isAmount, type Quantity } from "../model/quantities.ts";
import { reaches } from "../model/reaches.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName, quantityName } from "../words/names.ts";
import { thresholdName } from "../words/threshold_name.ts";
import { fill } from "../words/words.ts";

/** The provider's own classes: of the rain of a day in mm, of heat and of frost in °C. */
const PRESETS = { sum: [25, 50, 75, 150], high: [35, 40, 45], low: [0] } as const;

/** Which towns reach a value that the reader sets: how many, and in which states. */
export function threshold(): Section {
  const element = emptyCard("threshold");
  const quantity = h("select", { id: "threshold-quantity" });
  const sign = h("span", { class: "sign", "aria-hidden": "true" });
  const at = h("input", { type: "number", id: "threshold-at", step: "any", inputmode: "decimal" });
  const unit = h("span", { class: "unit" });
  const presets = h("div", { class: "presets", role: "group" });
  const only = h("input", { type: "checkbox", id: "threshold-only" });
  const onlyText = h("label", { for: "threshold-only" });
  const answer = h("p", { class: "answer", role: "status" });
  const list = h("ul", { class: "by-state" });
  const form = h("div", { class: "threshold-form" }, quantity, sign, at, unit, presets);
  const rest = h("p", { class: "only" }, only, onlyText);
  let view: View | undefined;
  const set = (more: Partial<View["threshold"]>) =>
    view?.choose({ threshold: { ...view.threshold, ...more } });
  quantity.addEventListener("change", () => {
    const how = view?.quantities.find(({ id }) => id === quantity.value)?.how ?? "high";
    set({ quantity: quantity.value, at: PRESETS[how][how === "sum" ? 1 : 0] ?? 0 });
  });
  at.addEventListener("input", () => Number.isFinite(at.valueAsNumber) && set({ at: at.valueAsNumber }));
  only.addEventListener("change", () => view?.choose({ onlyReached: only.checked }));

  const draw = (now: View) => {
    view = now;
    const { words, quantities, threshold } = now;
    const asked = quantities.find(({ id }) => id === threshold.quantity) ?? (quantities[0] as Quantity);
    quantity.setAttribute("aria-label", words.thresholdWhat);
    quantity.replaceChildren(
      ...quantities.map((each) =>
        h("option", { value: each.id, selected: each === asked }, quantityName(now, each)),
      ),
    );
    sign.textContent = asked.how === "low" ? "≤" : "≥";
    at.setAttribute("aria-label", fill(words.thresholdAt, { unit: asked.unit }));
    if (document.activeElement !== at) at.value = String(threshold.at);
    unit.textContent = asked.unit;
    presets.setAttribute("aria-label", words.thresholdPresets);
    presets.replaceChildren(
      ...(asked.unit === "°C" || isAmount(asked.unit) ? PRESETS[asked.how] : []).map((value) => {
        const name = classOf(asked, value, now);
        const button = h(
          "button",
          {
            type: "button",
            class: "quiet",
            "data-key": `at-${value}`,
            "aria-pressed": String(value === threshold.at),
          },
          `${value}${name === "" ? "" : ` · ${name}`}`,
        );
        button.addEventListener("click", () => {
          at.value = String(value);
          set({ at: value });
        });
        return button;
      }),
    );
    only.checked = now.onlyReached;
    onlyText.textContent = ` ${words.thresholdOnly}`;
    answerWith(answer, list, asked, now);
    if (!element.contains(form)) fillCard(element, "", undefined, undefined, now, form, answer, list, rest);
    const title = element.querySelector("h2");
    if (title !== null) title.textContent = fill(words.thresholdTitle, { period: periodName(now) });
  };
  return { element, draw, on: [...SHOWN, "threshold", "onlyReached"] };
}

function classOf({ how, unit }: Quantity, value: number, { words }: View): string {
  if (how === "sum" && isAmount(unit)) return words[`rain${value as 25 | 50 | 75 | 150}`];
  return how === "low" ? words.frost : "";
}

function answerWith(answer: HTMLElement, list: HTMLElement, asked: Quantity, view: View): void {
  const { words, format, towns, threshold, summaries, span } = view;
  const values = summaries.values(asked, span);
  const found = towns.filter(({ index }) => reaches(asked, values[index] ?? null, threshold.at));
  answer.replaceChildren(
    h("strong", { class: "figure" }, format.count(found.length)),
    ` ${fill(found.length === 1 ? words.thresholdOne : words.thresholdMany, {
      threshold: thresholdName(view, asked, threshold.at),
    })}`,
  );
  const byState = new Map<string, number>();
  for (const { stateName } of found) byState.set(stateName, (byState.get(stateName) ?? 0) + 1);
  const states = [...byState].sort(([a, one], [b, other]) => other - one || a.localeCompare(b, "es"));
  list.replaceChildren(
    ...states.map(([name, count]) => h("li", {}, h("span", {}, name), ` ${format.count(count)}`)),
  );
}
