import { test } from "uvu";
import * as assert from "uvu/assert";
import { textAnswer } from "../../../engines/athena/text_answer.ts";
import { encodeAnswer } from "../../../engines/duckdb/mod.ts";

const column = (name: string, type: string, precision = 0, scale = 0) => ({ name, type, precision, scale });

async function written(answer: ReturnType<typeof textAnswer>, format: "csv" | "json"): Promise<string> {
  let text = "";
  for await (const piece of encodeAnswer(answer, format)) text += new TextDecoder().decode(piece);
  return text;
}

test("textAnswer() gives values in the types that the texts stand for, written as DuckDB's are", async () => {
  const columns = [
    column("n", "bigint"),
    column("t", "double"),
    column("r", "real"),
    column("d", "decimal", 10, 3),
    column("at", "timestamp"),
    column("day", "date"),
    column("yes", "boolean"),
    column("list", "array"),
  ];
  const rows = [
    ["9007199254740993", "22.0", "0.1", "-0.250", "2026-11-24 14:00:00.500", "2026-11-24", "true", "[1, 2]"],
    [null, "NaN", null, "12", "2026-11-24 14:00:00.000", null, "false", ""],
  ];
  const csv = await written(textAnswer(columns, [rows]), "csv");
  assert.equal(csv.split("\n"), [
    "n,t,r,d,at,day,yes,list",
    '9007199254740993,22.0,0.1,-0.250,2026-11-24T14:00:00.500,2026-11-24,true,"[1, 2]"',
    ',nan,,12.000,2026-11-24T14:00:00,,false,""',
    "",
  ]);
  const [first] = JSON.parse(await written(textAnswer(columns, [rows]), "json"));
  assert.equal([first.n, first.t, first.d], ["9007199254740993", 22, -0.25]);
});

test("textAnswer() names no two columns alike, and takes pages as they come", async () => {
  const columns = [column("n", "bigint"), column("n", "varchar")];
  const csv = await written(textAnswer(columns, [[["1", "a"]], [], [["2", "b"]]]), "csv");
  assert.is(csv, "n,n_1\n1,a\n2,b\n");
});

test.run();
