import { test } from "uvu";
import * as assert from "uvu/assert";
import { html, rawHtml } from "../../reports/html.ts";

test("html() escapes what is put into it, in text and in attributes", () => {
  assert.is(
    html`<b title="${`"'`}">${"<script>&"}${7}</b>`.html,
    '<b title="&#34;&#39;">&#60;script&#62;&#38;7</b>',
  );
});

test("html() takes HTML as it is", () => {
  assert.is(html`<p>${html`<i>${"<"}</i>`}</p>`.html, "<p><i>&#60;</i></p>");
});

test("rawHtml() refuses a text that would end its element", () => {
  assert.is(rawHtml('if (1 < 2) say("</b>")', "script").html, 'if (1 < 2) say("</b>")');
  for (const text of ['"</script>"', '"</SCRIPT"', "<!--"])
    assert.throws(() => rawHtml(text, "script"), /would end it/);
});

test.run();
