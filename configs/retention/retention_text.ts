import type { KeepRule, Retention } from "./retention.ts";

/**
 * The rules of datasets as one text, as `parseRetention()` reads it.
 *
 * @example
 * ```ts
 * retentionText({ snapshots: { daily: 90, within: "30d" } }); // "snapshots daily=90 within=30d"
 * retentionText({}); // "none"
 * ```
 */
export function retentionText(rules: Retention): string {
  const parts = Object.entries(rules).map(([name, rule]) => `${name} ${wordsOf(rule)}`);
  return parts.length === 0 ? "none" : parts.join("; ");
}

function wordsOf(rule: KeepRule): string {
  return Object.entries(rule)
    .map(([word, value]) => `${word}=${value}`)
    .join(" ");
}
