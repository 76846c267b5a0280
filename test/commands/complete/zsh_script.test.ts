import { test } from "uvu";
import * as assert from "uvu/assert";
import { zshScript } from "../../../commands/complete/zsh_script.ts";
import { withHome } from "../../helpers/folders/home_folder.ts";
import { checkSyntax, WORDS, zshCompletes } from "../../helpers/processes/completions.ts";
import { testWith } from "../../helpers/processes/installed.ts";

const SCRIPT = zshScript(WORDS);
const inZsh = testWith("zsh", "the completion in zsh");

/** Types each line into zsh, presses TAB, and compares what it has become. */
async function assertBecomes(expected: Readonly<Record<string, string>>): Promise<void> {
  await withHome(async (home) => {
    const lines = Object.keys(expected).map((line) => `municlima ${line}`);
    const became = await zshCompletes(SCRIPT, lines, home);
    assert.equal(
      became.map((line) => line.trimEnd()),
      Object.values(expected).map((line) => `municlima ${line}`),
    );
  });
}

inZsh("zshScript() is one that zsh can read", async () => {
  await withHome(async (home) => await checkSyntax("zsh", SCRIPT, home));
});

inZsh("zshScript() completes commands, and those in a command, once", async () => {
  await assertBecomes({
    qu: "query",
    "config s": "config show",
    "config show s": "config show s",
    "status qu": "status qu",
  });
});

inZsh("zshScript() completes the flags of the command alone", async () => {
  await assertBecomes({
    "export --form": "export --format=",
    "query --form": "query --format=",
    "query sql --explai": "query sql --explain",
    "status --form": "status --form",
    "config show --or": "config show --origin",
    "--ver": "--version",
  });
});

inZsh("zshScript() completes the choices of flags, of each command its own", async () => {
  await assertBecomes({
    "query --format p": "query --format parquet",
    "export --format g": "export --format geojson",
    "query --format=p": "query --format=parquet",
    "ingest --feed smn-d": "ingest --feed smn-daily",
    "merge --window n": "merge --window n",
  });
});

inZsh("zshScript() completes arguments by their place, whatever flags stand between", async () => {
  await assertBecomes({
    "export --version m mu": "export --version m municipalities",
    "export --format csv --no-clobber mu": "export --format csv --no-clobber municipalities",
    "export merged mu": "export merged mu",
    "completion --json z": "completion --json zsh",
  });
});

inZsh(
  "zshScript() completes files and folders with spaces in their names where a path is meant",
  async () => {
    await assertBecomes({
      "query --file n": "query --file note\\ one.txt",
      "validate n": "validate note\\ one.txt",
      "ingest --feed no": "ingest --feed note\\ one.txt",
      "query --data-dir w": "query --data-dir weather\\ data/",
      "query n": "query n",
    });
  },
);

inZsh("zshScript() leaves a flag that may stand several times to be given again, and no other", async () => {
  await assertBecomes({
    "query --param a=b --par": "query --param a=b --param=",
    "query --explain --expl": "query --explain --expl",
  });
});

test.run();
