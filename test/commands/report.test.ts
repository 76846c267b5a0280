import { test } from "uvu";
import { reportCommand } from "../../commands/report.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("reportCommand() takes no output but an HTML file, so that no table is written over", async () => {
  await withTemporaryFolder(async (dataDir) => {
    for (const output of ["data/data_merged/current.csv", "x/.html", ""]) {
      const { call } = invocation({ dataDir, output });
      await failsWith("usage", /^--output is ".*", not the path of an \.html file\.$/, () =>
        reportCommand(call),
      );
    }
  });
});

test("reportCommand() takes a number of hours above 0", async () => {
  await withTemporaryFolder(async (dataDir) => {
    for (const staleAfter of ["0", "-1", "soon", "Infinity"]) {
      const { call } = invocation({ dataDir, staleAfter });
      await failsWith("usage", /^--stale-after is ".*", not a number of hours above 0\.$/, () =>
        reportCommand(call),
      );
    }
  });
});

test.run();
