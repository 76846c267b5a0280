/** From frames to a page: pure functions, and in `page/` the program that runs in the reader's browser. */

export { type AtomAlerts, alertsAtom } from "./alerts_atom.ts";
export { type CurveScale, curveScale, encodeCurve } from "./curve_code.ts";
export { addsUp, curveRevision } from "./curve_revision.ts";
export { curveColumns, type ForecastCurves, forecastCurves } from "./forecast_curves.ts";
export { type ForecastDiff, forecastDiff } from "./forecast_diff.ts";
export type { CodedCurve, Missing, PageContract, PageData, PageTimes } from "./page_data.ts";
export { pageTowns } from "./page_towns.ts";
export { type PageAssets, reportPage } from "./report_page.ts";
export { type RevisionBar, type RevisionTitles, revisionSvg } from "./revision_svg.ts";
export { statePage } from "./state_page.ts";
