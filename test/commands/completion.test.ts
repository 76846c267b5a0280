import { execFile } from "node:child_process";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { BIN, cli } from "../helpers/processes/cli.ts";
import { testWith } from "../helpers/processes/installed.ts";

const run = promisify(execFile);
const SHELLS = ["bash", "zsh", "fish"] as const;
/** How each shell says that it completes the program, in a new shell of the user's. */
const ASK = {
  bash: ["-ic", "complete -p municlima"],
  zsh: ["-ic", "print $_comps[municlima]"],
  fish: ["-c", "complete -C 'municlima qu'"],
};

test("completion prints the script alone, the same when quiet, and one document with --json", async () => {
  for (const shell of SHELLS) {
    const [plain, quiet, json] = await Promise.all(
      [[], ["--quiet"], ["--json"]].map((flags) => cli(["completion", shell, ...flags])),
    );
    assert.equal([plain?.code, plain?.stderr, quiet?.stdout], [0, "", plain?.stdout], shell);
    assert.match(plain?.stdout ?? "", /municlima/);
    const document = { schema_version: 1, command: "completion", shell, script: plain?.stdout };
    assert.equal(JSON.parse(json?.stdout ?? ""), document);
  }
});

test("completion refuses a shell that it does not know, and a call without one", async () => {
  const [other, none] = await Promise.all([cli(["completion", "tcsh"]), cli(["completion"])]);
  assert.is(other.code, 64);
  assert.match(other.stderr, /bash, zsh or fish|bash, zsh, fish/);
  assert.is(none.code, 64);
});

for (const shell of SHELLS) {
  testWith(shell, `the help's line for ${shell}`)(
    `completion --help has a line to paste that makes every new ${shell} complete`,
    async () => {
      await withTemporaryFolder(async (home) => {
        await mkdir(join(home, "bin"));
        await symlink(BIN, join(home, "bin", "municlima"));
        const env = {
          PATH: [join(home, "bin"), join(process.execPath, ".."), process.env.PATH].join(":"),
          HOME: home,
          TERM: "dumb",
        };
        const help = (await cli(["completion", "--help"])).stdout.split("\n");
        const line =
          help.find((each) => each.includes(`municlima completion ${shell}`) && />/.test(each)) ?? "";
        // Fish makes this folder at its first prompt.
        await mkdir(join(home, ".config/fish/completions"), { recursive: true });
        await run(shell, ["-c", line], { env });
        const { stdout } = await run(shell, ASK[shell], { env });
        assert.match(stdout, /municlima|query/);
      });
    },
  );
}

test.run();
