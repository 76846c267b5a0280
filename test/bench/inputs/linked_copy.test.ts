import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { linkedCopy } from "../../../bench/inputs/linked_copy.ts";

test("linkedCopy() gives a folder anew, whose files may go without a loss to the original", async () => {
  const folder = await mkdtemp(join(tmpdir(), "municlima-bench-"));
  const [from, to] = [join(folder, "from"), join(folder, "to")];
  try {
    await mkdir(join(from, "sub"), { recursive: true });
    await writeFile(join(from, "sub", "a.csv"), "a");
    await linkedCopy(from, to);
    await rm(join(to, "sub", "a.csv"));
    await writeFile(join(to, "left.csv"), "left over");
    await linkedCopy(from, to);
    assert.is(await readFile(join(to, "sub", "a.csv"), "utf8"), "a");
    assert.is(await readFile(join(to, "left.csv"), "utf8").catch(() => "gone"), "gone");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.run();
