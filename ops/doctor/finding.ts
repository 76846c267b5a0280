/** How one thing is that runs depend on. */
export type Finding = {
  /** What was looked at, in a word or two. */
  readonly name: string;
  readonly verdict: "ok" | "warning" | "failure";
  /** How it is, a clause. */
  readonly says: string;
  /** What to do about it, a sentence; null where nothing is to be done. */
  readonly advice: string | null;
};

/** What is as it should be. */
export function ok(name: string, says: string): Finding {
  return { name, verdict: "ok", says, advice: null };
}
