import { test } from "uvu";
import * as assert from "uvu/assert";
import { openMetricsText } from "../../../ops/metrics/openmetrics_text.ts";
import { METRICS, measured } from "../../helpers/metrics.ts";

test("openMetricsText() says each unit, which is how the name ends, and ends with an end", () => {
  const [moment, , count] = METRICS;
  const text = openMetricsText(
    measured(
      [moment, count].filter((each) => each !== undefined),
      { feed_name: null },
    ),
  );
  assert.is(
    text,
    `# TYPE municlima_last_run_timestamp_seconds gauge
# UNIT municlima_last_run_timestamp_seconds seconds
# HELP municlima_last_run_timestamp_seconds When it ended.
municlima_last_run_timestamp_seconds{data_dir="/data",command="merge"} 1795608000.5
# TYPE municlima_snapshots gauge
# HELP municlima_snapshots How many there are.
municlima_snapshots{data_dir="/data"} 3
# EOF
`,
  );
});

test.run();
