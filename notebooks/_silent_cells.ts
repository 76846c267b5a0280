type Cell = {
  readonly cell_type: string;
  readonly source: readonly string[];
  readonly outputs?: readonly object[];
};

/** The code of those cells of a notebook that has run which show nothing. */
export function silentCells(text: string): string[] {
  const { cells }: { readonly cells: readonly Cell[] } = JSON.parse(text);
  return cells
    .filter(({ cell_type, outputs }) => cell_type === "code" && (outputs ?? []).length === 0)
    .map(({ source }) => source.join(""));
}
