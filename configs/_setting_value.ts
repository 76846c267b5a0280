import { parseRetention } from "./retention/parse_retention.ts";
import { retentionText } from "./retention/retention_text.ts";
import type { Accepts } from "./setting_specs.ts";

/**
 * A value as its setting holds it, or undefined where the setting takes no such value. Flags and variables
 * bring numbers as text; the configuration file may bring real ones.
 */
export function settingValue(accepts: Accepts, given: unknown): string | number | undefined {
  switch (accepts.kind) {
    case "text":
      // No path can hold a NUL: the system would see its beginning alone, or refuse it without a reason.
      return typeof given === "string" && /\S/.test(given) && !given.includes("\0") ? given : undefined;
    case "url":
      return typeof given === "string" && (given === "none" || isHttpUrl(given)) ? given : undefined;
    case "retention": {
      const rules = parseRetention(given);
      return rules === undefined ? undefined : retentionText(rules);
    }
    case "choice":
      return accepts.choices.find((choice) => choice === given);
    case "integer": {
      const number = typeof given === "string" && /^\d+$/.test(given) ? Number(given) : given;
      if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
      return accepts.minimum <= number && number <= accepts.maximum ? number : undefined;
    }
  }
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
