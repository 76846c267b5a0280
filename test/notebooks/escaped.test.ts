import { test } from "uvu";
import * as assert from "uvu/assert";
import { escaped } from "../../notebooks/_escaped.ts";

test("escaped() leaves no mark of HTML in a text, and its accents as they are", () => {
  assert.is(escaped(`<a href="x">'&' ñ</a>`), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39; ñ&lt;/a&gt;");
});

test.run();
