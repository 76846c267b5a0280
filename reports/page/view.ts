import type { PageData } from "../page_data.ts";
import type { Town } from "./model/model.ts";
import type { Period, Span, Times } from "./model/periods.ts";
import type { Quantity } from "./model/quantities.ts";
import type { Threshold } from "./model/reaches.ts";
import type { Summaries, TownValues } from "./model/summaries.ts";
import type { Format } from "./words/format.ts";
import type { Language, Words } from "./words/words.ts";

/** What a reader may change. */
export type Choices = {
  readonly language: Language;
  readonly dark: boolean;
  /** The id of what maps and charts show. */
  readonly show: string;
  /** Whether the map shows how much the last run of the model changed it. */
  readonly asChange: boolean;
  readonly period: Period;
  /** The index of the one time of the period "time". */
  readonly time: number;
  /** Index of the town that is shown; undefined where there is none. */
  readonly town: number | undefined;
  /** The state that map and table show alone; undefined for all of them. */
  readonly state: number | undefined;
  readonly threshold: Threshold;
  /** Whether the table has those towns alone that reach the threshold. */
  readonly onlyReached: boolean;
};

/** Everything that a section is drawn from. */
export type View = Choices & {
  readonly data: PageData;
  readonly towns: readonly Town[];
  readonly words: Words;
  readonly format: Format;
  readonly choose: (choices: Partial<Choices>) => void;
  /** The moment, on the feed's clock and read as UTC. */
  readonly now: number;
  readonly times: Times;
  readonly summaries: Summaries;
  /** The periods that there is something of, and the times of the one that is shown: none for the means. */
  readonly periods: readonly Period[];
  readonly span: Span | undefined;
  /** What can be shown of the period, and what is. */
  readonly quantities: readonly Quantity[];
  readonly quantity: Quantity;
  /** Its value for each town. */
  readonly values: TownValues;
};

/** A part of the page: where it stands, and how it is drawn into that. */
export type Section = {
  readonly element: HTMLElement;
  readonly draw: (view: View) => void;
  /** The choices that it depends on besides language, theme and the width of the page. */
  readonly on: readonly (keyof Choices)[];
};

/** The choices on which every value on the page depends. */
export const SHOWN = ["show", "period", "time"] as const satisfies readonly (keyof Choices)[];
