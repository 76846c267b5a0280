import { measureName } from "../charts/chart.ts";
import type { Town } from "../model/model.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";
import { townButton } from "./town_button.ts";

/** A column: what it is called, what it sorts by, and what it shows. */
export type TableColumn = {
  readonly id: string;
  readonly name: string;
  readonly numeric: boolean;
  readonly by: (town: Town) => number | string | null;
  readonly show: (town: Town) => Node | string;
};

/** The columns of the table of towns: name, state, and each measure with what the last run changed of it. */
export function tableColumns(view: View): TableColumn[] {
  const { words, data, format } = view;
  const measures = data.measures.flatMap(({ unit }, index): TableColumn[] => {
    const name = measureName(view, index);
    const value: TableColumn = {
      ...{ id: String(index), name: `${name} (${unit})`, numeric: true },
      by: ({ values }) => values[index] ?? null,
      show: ({ values }) => format.value(values[index] ?? null, "").trim(),
    };
    const change: TableColumn = {
      ...{ id: `change-${index}`, name: fill(words.changeOf, { measure: name }), numeric: true },
      by: ({ change }) => change[index] ?? null,
      show: ({ change }) => format.change(change[index] ?? null, "").trim(),
    };
    return data.revision === null ? [value] : [value, change];
  });
  const text = (
    id: string,
    name: string,
    by: (town: Town) => string,
    show: TableColumn["show"],
  ): TableColumn => ({
    id,
    name,
    numeric: false,
    by,
    show,
  });
  return [
    text(
      "name",
      words.town,
      ({ name }) => name,
      (town) => townButton(town, view),
    ),
    text(
      "state",
      words.state,
      ({ stateName }) => stateName,
      ({ stateName }) => stateName,
    ),
    ...measures,
  ];
}
