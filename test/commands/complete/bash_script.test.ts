import { test } from "uvu";
import * as assert from "uvu/assert";
import { bashScript } from "../../../commands/complete/bash_script.ts";
import { withHome } from "../../helpers/folders/home_folder.ts";
import { bashOffers, checkSyntax, WORDS } from "../../helpers/processes/completions.ts";
import { testWith } from "../../helpers/processes/installed.ts";

const SCRIPT = bashScript(WORDS);
const inBash = testWith("bash", "the completion in bash");

/** Asks bash what it offers after each line, and compares it, in any order. */
async function assertOffers(expected: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await withHome(async (home) => {
    for (const [line, words] of Object.entries(expected)) {
      const offered = await bashOffers(SCRIPT, `municlima ${line}`, home);
      assert.equal(offered.sort(), [...words].sort(), line);
    }
  });
}

inBash("bashScript() is one that bash can read", async () => {
  await withHome(async (home) => await checkSyntax("bash", SCRIPT, home));
});

inBash("bashScript() completes commands, and those in a command, once", async () => {
  const names = WORDS[0]?.commands.map(({ word }) => word) ?? [];
  await assertOffers({
    "": names,
    qu: ["query"],
    "config ": ["show"],
    "config show ": [],
    "status qu": [],
    "config x show --or": [],
  });
});

inBash("bashScript() completes the flags of the command alone", async () => {
  await assertOffers({
    "query --for": ["--format"],
    "status --for": [],
    "config show --or": ["--origin"],
    "--ver": ["--version"],
  });
});

inBash("bashScript() completes the choices of flags, of each command its own", async () => {
  await assertOffers({
    "query --format ": ["table", "csv", "json", "ndjson", "markdown", "parquet", "xlsx"],
    "export --format g": ["geojson"],
    "query --format=p": ["parquet"],
    "ingest --feed smn-": ["smn-hourly", "smn-daily"],
    "merge --window ": [],
  });
});

inBash("bashScript() completes arguments by their place, whatever flags stand between", async () => {
  await assertOffers({
    "export m": ["merged", "means", "municipalities"],
    "export --version m m": ["merged", "means", "municipalities"],
    "export --format csv --no-clobber mu": ["municipalities"],
    "export merged m": [],
    "completion --json ": ["bash", "zsh", "fish"],
  });
});

inBash(
  "bashScript() completes files and folders with spaces in their names where a path is meant",
  async () => {
    await assertOffers({
      "query --file n": ["note one.txt"],
      "validate n": ["note one.txt"],
      "query --data-dir ": ["weather data"],
      "query n": [],
    });
  },
);

test.run();
