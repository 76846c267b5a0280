/** A name that is longer would push everything else off the page. */
const LONGEST = 80;

/**
 * A name of a feed as a page can show it: on one line, without characters that have no shape of their own, such
 * as those that turn the direction of the text around them, and cut where it is long.
 *
 * @example
 * ```ts
 * shownText("Zahua\u202etlán\n"); // "Zahuatlán"
 * ```
 */
export function shownText(text: string): string {
  const plain = text
    // White space includes a byte order mark, and controls include line ends: hence in three steps.
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();
  const characters = [...plain];
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : plain;
}
