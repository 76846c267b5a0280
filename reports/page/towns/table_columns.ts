import type { Town } from "../model/model.ts";
import type { View } from "../view.ts";
import { measureName, quantityName } from "../words/names.ts";
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

/** The columns of the table of towns: name, state, each quantity of the period, and what the last run changed. */
export function tableColumns(view: View): TableColumn[] {
  const { words, data, format, quantities, summaries, span } = view;
  const quantityColumns = quantities.map((quantity): TableColumn => {
    const values = summaries.values(quantity, span);
    return {
      ...{ id: quantity.id, name: `${quantityName(view, quantity)} (${quantity.unit})`, numeric: true },
      by: ({ index }) => values[index] ?? null,
      show: ({ index }) => format.value(values[index] ?? null, ""),
    };
  });
  const changed = data.revision === null ? [] : quantities.filter(({ how }) => how !== "low");
  const changeColumns = changed.map((quantity): TableColumn => {
    const changes = summaries.changes(quantity, span);
    const measure = measureName(view, quantity.name);
    return {
      ...{ id: `change-${quantity.id}`, name: fill(words.changeOf, { measure }), numeric: true },
      by: ({ index }) => changes[index] ?? null,
      show: ({ index }) => format.change(changes[index] ?? null, ""),
    };
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
    ...quantityColumns,
    ...changeColumns,
  ];
}
