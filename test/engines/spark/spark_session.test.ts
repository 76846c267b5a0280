import { test } from "uvu";
import * as assert from "uvu/assert";
import { remoteOf } from "../../../engines/spark/remote.ts";
import { openSpark, type SparkSession } from "../../../engines/spark/spark_session.ts";
import { Failure } from "../../../errors/mod.ts";
import pl from "../../../frames/polars.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { goOn } from "../../helpers/folders/partitions.ts";
import { startCuttingProxy } from "../../helpers/spark/cutting_proxy.ts";
import { freePort, hasSail, NO_SAIL, startSail } from "../../helpers/spark/sail.ts";

/** Says what is done, again and again, while Spark works from now on. */
type During = (then: () => Promise<void>) => void;

/** A session on a server at a port of this machine, closed after the work. */
async function withSession(
  port: number,
  work: (session: SparkSession, during: During) => Promise<void>,
): Promise<void> {
  let asked = goOn;
  const session = await openSpark(await remoteOf(`sc://127.0.0.1:${port}`, {}), () => asked());
  try {
    await work(session, (then) => {
      asked = then;
    });
  } finally {
    await session.close();
  }
}

const MANY = 400_000;
/** Enough rows for many batches, with a text that takes time to make. */
const LONG = `select id, sha2(cast(id as string), 256) as hash from range(0, ${MANY}, 1, 16)`;
const ENDLESS = "select count(*) from range(0, 2000000000000) where hash(id) = 17";

test("openSpark() says in one line that no server answers", async () => {
  const port = await freePort();
  const says = new RegExp(
    `^The Spark server at "sc://127\\.0\\.0\\.1:${port}" does not answer: .*ECONNREFUSED.*run again`,
  );
  await failsWith("upstream", says, () => withSession(port, async () => undefined));
});

if (hasSail) {
  const sail = await startSail();
  test.after(() => sail.close());

  test("SparkSession binds values, and keeps types, nulls and texts on both ways", async () => {
    await withSession(sail.port, async (session) => {
      const frame = pl.DataFrame({ id: [1, 2], text: ["it's", null], value: [0.1, null] });
      await session.view("some", frame);
      const found = await session.ask("select * from some where text = ? or id = 2 order by id", ["it's"]);
      assert.equal(found.toRecords(), frame.toRecords());
      const none = await session.ask("select * from some where text = ?", ["' or 'a' = 'a"]);
      assert.equal([none.height, none.columns], [0, ["id", "text", "value"]]);
    });
  });

  test("SparkSession says what is wrong with SQL in one line, and goes on", async () => {
    await withSession(sail.port, async (session) => {
      for (const sql of ["select nope from range(1)", "selec 1", "select * from nowhere"])
        await failsWith("upstream", /^Spark at "sc:\/\/127\.0\.0\.1:\d+" says: .*\w.*\.$/, () =>
          session.ask(sql),
        );
      assert.equal((await session.ask("select 1 as one")).toRecords(), [{ one: 1 }]);
    });
  });

  test("SparkSession stops Spark when the checkpoint throws, and goes on", async () => {
    await withSession(sail.port, async (session, during) => {
      let asked = 0;
      during(async () => {
        if (++asked === 3) throw new Failure("interrupted", "Told to.");
      });
      await failsWith("interrupted", /^Told to\.$/, () => session.ask(ENDLESS));
      assert.is(asked, 3);
      during(goOn);
      assert.equal((await session.ask("select 1 as one")).toRecords(), [{ one: 1 }]);
    });
  });

  test("SparkSession gives every row once over connections that are cut", async () => {
    const proxy = await startCuttingProxy(sail.port);
    try {
      await withSession(proxy.port, async (session, during) => {
        let cuts = 0;
        during(async () => {
          if (++cuts === 2) proxy.cut();
        });
        const found = await session.ask(LONG);
        assert.ok(cuts >= 2, "it was cut");
        assert.is(found.height, MANY);
        assert.is(found.getColumn("id").nUnique(), MANY);
      });
    } finally {
      await proxy.close();
    }
  });

  test("SparkSession says in one line that the server has died in the middle of a query", async () => {
    const dying = await startSail();
    await withSession(dying.port, async (session, during) => {
      let asked = 0;
      during(async () => {
        if (++asked === 3) await dying.close();
      });
      await failsWith("upstream", /does not answer: .*ECONNREFUSED/, () => session.ask(ENDLESS));
    });
  });

  test("SparkSession makes its views anew on a server that was started again, and answers", async () => {
    const first = await startSail();
    let second: Awaited<ReturnType<typeof startSail>> | undefined;
    try {
      await withSession(first.port, async (session, during) => {
        await session.view("some", pl.DataFrame({ n: [7, 8] }));
        let asked = 0;
        during(async () => {
          if (++asked !== 2) return;
          await first.close();
          second = await startSail(first.port);
        });
        const slow = "select max(hash(id)) as most, max(n) as n from range(0, 150000000), some";
        const found = await session.ask(slow);
        assert.ok(second !== undefined, "it was started again");
        assert.is(found.getColumn("n").get(0), 8);
      });
    } finally {
      await second?.close();
    }
  });
} else test.skip(NO_SAIL);

test.run();
