/** What the notebooks are made with: data to open, tables and charts to show, and the way to danfo and back. */
export { fromDanfo, toDanfo } from "../frames/mod.ts";
export type { Displayed } from "./displayed.ts";
export { mexicoMap } from "./mexico_map.ts";
export { type OpenedData, openData } from "./open_data.ts";
export { plot } from "./plot.ts";
export type { SampleOptions } from "./sample_options.ts";
export { show } from "./show.ts";
