import type { Style } from "./style.ts";

/** What a text is written for. */
export type Screen = {
  readonly style: Style;
  /** Characters a line may have; without end where nobody looks, as in a file or a pipe. */
  readonly width: number;
  /** How the user starts this program, to show what to run next: "municlima" or "npx municlima". */
  readonly program: string;
};
