const UNITS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;
const FORM = /^(\d{1,6}(?:\.\d{1,3})?)([smhdw])$/;

/**
 * The seconds of a duration as people write it: a number and s, m, h, d or w. Undefined for any other text, and for none
 * at all.
 *
 * @example
 * ```ts
 * durationSeconds("3h"); // 10800
 * durationSeconds("3 hours"); // undefined
 * ```
 */
export function durationSeconds(text: string): number | undefined {
  const [, number, unit] = FORM.exec(text) ?? [];
  const seconds = Number(number) * UNITS[unit as keyof typeof UNITS];
  return seconds > 0 ? seconds : undefined;
}
