const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/**
 * A length of time in words, in the unit that a person would take.
 *
 * @example
 * ```ts
 * durationText(12_000); // "12 seconds"
 * durationText(30 * 86_400_000); // "30 days"
 * ```
 */
export function durationText(milliseconds: number): string {
  const [unit, name] =
    milliseconds < 2 * MINUTE
      ? [SECOND, "second"]
      : milliseconds < 2 * HOUR
        ? [MINUTE, "minute"]
        : milliseconds < 2 * DAY
          ? [HOUR, "hour"]
          : [DAY, "day"];
  const count = Math.floor(milliseconds / unit);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
