const LONGEST = 60;

/** A text of a feed as a message quotes it: in double quotes, on one line whatever is in it, and cut where long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
