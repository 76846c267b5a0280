/** A number of a feed as text. Of -0, which `JSON.parse` gives for "-0", `String()` drops the sign. */
export function numberText(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
