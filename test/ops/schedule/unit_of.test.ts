import { test } from "uvu";
import * as assert from "uvu/assert";
import { unitOf } from "../../../ops/schedule/unit_of.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { jobWith } from "../../helpers/job.ts";

test("unitOf gives each scheduler its files, each whole with a line's end", () => {
  const names = (["cron", "systemd", "supercronic", "kubernetes", "eventbridge"] as const).map(
    (scheduler) => {
      const files = unitOf(scheduler, jobWith({ name: "daily" }));
      for (const { text } of files) assert.match(text, /^# [\s\S]*[^\n]\n$/);
      return files.map(({ name }) => name).join();
    },
  );
  assert.equal(names, [
    "daily.crontab",
    "daily.service,daily.timer",
    "daily.crontab",
    "daily.yaml",
    "daily.template.yaml",
  ]);
});

test("unitOf refuses a line break, which would begin another line of a unit", async () => {
  for (const odd of [{ cwd: "/srv\n* * * * * evil" }, { args: ["run", "a\rb"] }, { image: "a\nb" }])
    await failsWith("config", /has a line break/, async () => unitOf("cron", jobWith(odd)));
});

test.run();
