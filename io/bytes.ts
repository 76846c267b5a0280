/** A size as messages give it, such as "64,000,000 bytes". */
export function bytes(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "byte" : "bytes"}`;
}
