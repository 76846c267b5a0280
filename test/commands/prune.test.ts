import { test } from "uvu";
import { pruneCommand } from "../../commands/prune.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("pruneCommand() takes whole numbers from 1 and nothing else", async () => {
  for (const count of ["0", "-1", "1.5", "many", "", "1e9"]) {
    for (const [name, flag] of [
      ["keep", "--keep"],
      ["olderThan", "--older-than"],
    ] as const) {
      const says = new RegExp(`^"${flag}" takes a whole number from 1 to 999999, not "${count}"\\.`);
      await failsWith("usage", says, () => pruneCommand(invocation({ [name]: count }).call));
    }
  }
});

test.run();
