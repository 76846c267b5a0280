import { test } from "uvu";
import * as assert from "uvu/assert";
import { doctorText } from "../../../terminal/ops/doctor_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

test("doctorText has a line for each finding, and commands that work on the same folder", () => {
  const text = doctorText(
    {
      ...{ schema_version: 1, command: "doctor", verdict: "warning" },
      findings: [
        { name: "node", verdict: "ok", says: "Node 20.19.0", advice: null },
        {
          name: "last run",
          verdict: "warning",
          says: "there was none yet",
          advice: 'Run "municlima run" now.',
        },
      ],
    },
    (words) => `${words} --data-dir x`,
    { ...plainScreen(), program: "npx municlima" },
  );
  assert.is(
    text,
    `warning: 0 failures, 1 warning, 1 ok

  node      ok: Node 20.19.0.
  last run  warning: there was none yet. Run "npx municlima run --data-dir x" now.
`,
  );
});

test.run();
