import { html } from "./html.ts";

/** What an Atom feed of alerts is made of. */
export type AtomAlerts = {
  readonly notice: string;
  readonly run: string;
  readonly feed: {
    readonly name: string;
    readonly title: { readonly en: string };
    readonly attribution: string;
  };
  readonly alerts: readonly {
    readonly state: string;
    readonly town: string;
    readonly name: string;
    readonly rule: string;
    readonly day: string;
    readonly measure: string;
    readonly forecast_value: number | null;
    readonly value_before: number | null;
    readonly since: string;
  }[];
};

/**
 * Alerts as an Atom feed (RFC 4287). The id of an entry is that of its feed, town, rule and day: a reader takes an alert
 * that changed for the same one. Times are those of the runs, on the feed's clock, which Atom has no word for: UTC stands
 * for it.
 *
 * @example
 * ```ts
 * alertsAtom(result); // '<?xml version="1.0" encoding="utf-8"?>…'
 * ```
 */
export function alertsAtom({ notice, run, feed, alerts }: AtomAlerts): string {
  const idOf = (...parts: readonly string[]) => `urn:municlima:${parts.map(encodeURIComponent).join(":")}`;
  const entries = alerts.map(
    ({ state, town, name, rule, day, measure, forecast_value, value_before, since }) => {
      const title = `${state}: ${rule} in ${name} on ${day}`;
      const text = `${measure} ${forecast_value ?? "–"} (before: ${value_before ?? "–"}), since the run of ${since}. ${notice}`;
      return html`<entry><id>${idOf(feed.name, town, rule, day)}</id><title>${title}</title><updated>${run}Z</updated><category term="${rule}"/><summary>${text}</summary></entry>`
        .html;
    },
  );
  const head = html`<id>${idOf(feed.name, "alerts")}</id><title>Alerts: ${feed.title.en}</title><subtitle>${notice}</subtitle><updated>${run}Z</updated><author><name>municlima</name></author><rights>${feed.attribution}</rights>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">${head.html}\n${entries.join("\n")}\n</feed>\n`;
}
