import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseAddress, writeAddress } from "../../../../reports/page/model/address.ts";

test("parseAddress() reads a town alone, and what else is shown", () => {
  assert.equal(parseAddress("#20-54"), { key: "20-54" });
  assert.equal(parseAddress("#20-54&period=tomorrow&show=prec_mean-sum&over=prec_mean-sum~50&lang=es"), {
    key: "20-54",
    period: "tomorrow",
    show: "prec_mean-sum",
    threshold: { quantity: "prec_mean-sum", at: 50 },
    language: "es",
  });
});

test("parseAddress() leaves out what it does not know", () => {
  assert.equal(parseAddress(""), {});
  assert.equal(parseAddress("#period=never&lang=fr&time=-1&over=x~y"), {});
  assert.equal(parseAddress("#%E0%A4%A"), { key: "%E0%A4%A" });
});

test("writeAddress() writes what parseAddress() reads, whatever the town's key is", async () => {
  const record = { noNullPrototype: true };
  const address = fc.record(
    {
      key: fc.string({ minLength: 1 }),
      period: fc.constantFrom("now", "today", "all", "mean"),
      show: fc.string(),
      language: fc.constantFrom("en", "es"),
      threshold: fc.record(
        {
          quantity: fc.stringMatching(/^[a-z_-]+$/),
          at: fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
        },
        record,
      ),
    },
    record,
  );
  await fc.assert(
    fc.property(address, (given) => {
      assert.equal(parseAddress(writeAddress(given as never)), given);
    }),
  );
});

test.run();
