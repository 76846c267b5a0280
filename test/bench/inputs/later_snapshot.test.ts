import { test } from "uvu";
import * as assert from "uvu/assert";
import { laterSnapshots } from "../../../bench/inputs/_later_snapshot.ts";

const HEADER = "desciel,dirvienc,dirvieng,dpt,dsem,hloc,hr,ides,idmun,prec,raf,temp,velvien";
const ROW = "Despejado,Sur,180.0,5.0,Sábado,2026-08-29T07:00:00,50.0,20,54,0.0,9.5,25.25,5.0";

test("laterSnapshots() moves the time on, varies the measures within their ranges, and keeps the rest", () => {
  const snapshot = laterSnapshots(`${HEADER}\n${ROW}\n`);
  const temperatures = new Set<string>();
  for (let hour = 0; hour < 2000; hour++) {
    const [header, line = "", end] = snapshot(hour).split("\n");
    assert.equal([header, end], [HEADER, ""]);
    const cell = Object.fromEntries(line.split(",").map((value, i) => [HEADER.split(",")[i], value]));
    const moment = Date.parse(`${cell.hloc}Z`);
    assert.equal([moment, cell.ides], [Date.UTC(2026, 7, 29, 7 + hour), "20"]);
    assert.is(cell.dsem === "Domingo", new Date(moment).getUTCDay() === 0);
    assert.match(`${cell.temp} ${cell.prec}`, /^(-?\d+\.\d{1,2})? \d+\.\d{1,2}$/);
    assert.ok(Number(cell.hr) <= 100 && Number(cell.prec) >= 0);
    temperatures.add(cell.temp ?? "");
  }
  assert.ok(temperatures.size > 500 && temperatures.has(""));
  assert.is(snapshot(7), snapshot(7));
});

test.run();
