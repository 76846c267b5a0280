import type { PageData } from "../page_data.ts";
import type { Town } from "./model/model.ts";
import type { Format } from "./words/format.ts";
import type { Language, Words } from "./words/words.ts";

/** What a reader may change. */
export type Choices = {
  readonly language: Language;
  readonly dark: boolean;
  /** Index of the measure that maps and charts show. */
  readonly measure: number;
  /** Index of the town that is shown; undefined where there is none. */
  readonly town: number | undefined;
  /** Index of the time of the forecast that the map shows; undefined for the means of the merged table. */
  readonly time: number | undefined;
};

/** Everything that a section is drawn from. */
export type View = Choices & {
  readonly data: PageData;
  readonly towns: readonly Town[];
  readonly words: Words;
  readonly format: Format;
  readonly choose: (choices: Partial<Choices>) => void;
};

/** A part of the page: where it stands, and how it is drawn into that. */
export type Section = {
  readonly element: HTMLElement;
  readonly draw: (view: View) => void;
  /** The choices that it depends on besides language, theme and the width of the page. */
  readonly on: readonly (keyof Choices)[];
};
