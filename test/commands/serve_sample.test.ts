import { test } from "uvu";
import { serveSampleCommand } from "../../commands/serve_sample.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("serveSampleCommand() takes a port's number and nothing else", async () => {
  for (const port of ["http", "80.5", "-1", "65536", "NaN"]) {
    const says = new RegExp(`^"--port" takes a whole number from 0 to 65535, not "${port}"\\.`);
    await failsWith("usage", says, () => serveSampleCommand(invocation({ port }).call));
  }
});

test.run();
