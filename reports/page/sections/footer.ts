import { h } from "../h.ts";
import type { Section } from "../view.ts";
import { fill } from "../words/words.ts";

/** Whose data it is, whose outlines, and what made the page. */
export function footer(): Section {
  const element = h("footer", {});
  const draw: Section["draw"] = ({ words, data }) => {
    const { attribution } = data.feed;
    element.textContent = fill(words.footer, {
      attribution,
      program: data.program,
      version: data.merged.version,
    });
  };
  return { element, draw, on: [] };
}
