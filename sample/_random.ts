/**
 * The `n`-th number, from 0 up to but not including 1, of the series that `seed` names. It is a function of
 * the two integers alone, so any number of a series can be had without those before it.
 *
 * This is SplitMix (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014)
 * cut to 32 bits: steps of the golden ratio, mixed by `fmix32` of MurmurHash3 (Austin Appleby, public domain).
 */
export function random(seed: number, n: number): number {
  let bits = (seed + Math.imul(n, 0x9e3779b9)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
