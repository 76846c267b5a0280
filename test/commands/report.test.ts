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

test.run();
