import { inspect } from "node:util";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { show } from "../../notebooks/show.ts";

const html = (...args: Parameters<typeof show>) => show(...args).forms["text/html"] ?? "";

test("show() gives a notebook a table, and a terminal lines, with accents and the units that are known", () => {
  const frame = pl.DataFrame({ nmun: ["Zahuatlán"], temp: [12.5], change: [0.25] });
  const shown = show(frame, { units: { change: "°C" } });
  assert.match(shown.forms["text/html"] ?? "", /<th[^>]*>nmun<\/th><th[^>]*>temp \(°C\)<\/th>/);
  assert.match(
    shown.forms["text/html"] ?? "",
    /<td[^>]*>Zahuatlán<\/td><td[^>]*>12.5<\/td><td[^>]*>0.25<\/td>/,
  );
  assert.is(String(shown), "  nmun       temp (°C)  change (°C)\n  Zahuatlán       12.5         0.25");
  assert.is(inspect(shown), String(shown));
});

test("show() is displayed by the Deno kernel", () => {
  const shown = show(pl.DataFrame({ a: [1] }));
  const display = Reflect.get(shown, Symbol.for("Jupyter.display")) as () => unknown;
  assert.equal(Object.keys(display() as object), ["text/html", "text/plain"]);
});

test("show() tells a null from an empty text and from zero", () => {
  const cells = html(pl.DataFrame({ text: ["", null], temp: [0, null] })).match(/<td[^>]*>.*?<\/td>/g) ?? [];
  assert.equal(
    cells.map((cell) => cell.replace(/<\/?td[^>]*>/g, "")),
    ["", "0", "<i>null</i>", "<i>null</i>"],
  );
});

test("show() keeps hostile text text, in cells, headers and units", () => {
  const evil = `<script>alert("x")</script>&'`;
  const shown = html(pl.DataFrame({ [evil]: [evil] }), { units: { [evil]: "<b>" } });
  assert.not.match(shown, /<script|<b>/);
  assert.match(shown, /&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&amp;&#39;/);
});

test("show() says how many rows are left, and that there are none", () => {
  const frame = pl.DataFrame({ temp: [1, 2, 3] });
  assert.match(html(frame, { rows: 1, noun: "town" }), /<p>… 2 more towns<\/p>$/);
  assert.match(html(frame.head(0), { noun: "town" }), /<th[^>]*>temp \(°C\)<\/th>.*<p>No towns\.<\/p>$/);
  assert.match(String(show(frame.head(0), { noun: "town" })), /temp \(°C\)\n {2}No towns\.$/);
});

test("show() does not take a column for a unit that every object has", () => {
  assert.match(html(pl.DataFrame({ toString: [1], constructor: [2] })), />toString<.*>constructor</);
});

test("show() shows a column that is named like a member of the frame", () => {
  const shown = show(pl.DataFrame({ height: [1700], columns: ["a"] }));
  assert.match(shown.forms["text/html"] ?? "", />1700<.*>a</);
  assert.is(String(shown), "  height  columns\n    1700  a");
});

test.run();
