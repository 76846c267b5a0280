import pl from "nodejs-polars";
import internals from "nodejs-polars/bin/dataframe.js";

/**
 * Polars whose frames answer by their own members alone.
 *
 * Polars for Node wraps each frame in a proxy that looks a property up among the columns first: of a table with a
 * column "height", `frame.height` is that column, and of one with a column "select", `frame.select()` fails. Tables
 * come with whatever columns their makers gave them, so here every frame is what stands behind its proxy. A column is
 * asked for by `getColumn()`; `frame.temp` and `frame[0]` are undefined.
 *
 * This goes for every frame that is made in the process after this module was loaded. All of the project imports
 * Polars from here.
 *
 * @example
 * ```ts
 * pl.DataFrame({ height: [1884, 2240] }).height; // 2
 * ```
 */
export { default } from "nodejs-polars";

type MakeFrame = (inner: unknown) => pl.DataFrame;

const UNVEIL = Symbol("unveil");
const makeProxy: MakeFrame = internals._DataFrame;

/** The proxy hands a property's definition on as it is, and its setter is then called on what is behind the proxy. */
function unveiled(proxy: pl.DataFrame): pl.DataFrame {
  let behind = proxy;
  const set = function (this: pl.DataFrame): void {
    behind = this;
  };
  Reflect.defineProperty(proxy, UNVEIL, { configurable: true, set });
  Reflect.set(proxy, UNVEIL, true);
  Reflect.deleteProperty(behind, UNVEIL);
  return behind;
}

// Polars makes each of its frames by this function, which it looks up anew each time.
Reflect.set(internals, "_DataFrame", (inner: unknown) => unveiled(makeProxy(inner)));

if (pl.DataFrame({ height: [1, 2] }).height !== 2) {
  throw new Error(
    "This version of nodejs-polars makes its frames in another way. Install the version named in package.json.",
  );
}
