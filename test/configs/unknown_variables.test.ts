import { test } from "uvu";
import * as assert from "uvu/assert";
import { unknownVariables } from "../../configs/unknown_variables.ts";

test("unknownVariables() tells in one line what Kubernetes sets for a service called municlima", () => {
  const environment = { MUNICLIMA_SERVICE_HOST: "10.0.0.1", MUNICLIMA_PORT_80_TCP: "tcp://10.0.0.1:80" };
  assert.equal(unknownVariables({ environment, dotenv: {} }), [
    'Ignored "MUNICLIMA_PORT_80_TCP", "MUNICLIMA_SERVICE_HOST" in the environment, which are no settings.',
  ]);
});

test("unknownVariables() asks which setting was meant, of the environment and of .env", () => {
  const layers = { environment: { MUNICLIMA_WINDWO: "3" }, dotenv: { MUNICLIMA_COLOUR: "red" } };
  assert.equal(unknownVariables(layers), [
    'Ignored "MUNICLIMA_WINDWO" in the environment, which is no setting. Did you mean "MUNICLIMA_WINDOW"?',
    'Ignored "MUNICLIMA_COLOUR" in ".env", which is no setting.',
  ]);
});

test("unknownVariables() says nothing of settings, of empty variables and of other programs' variables", () => {
  const environment = {
    MUNICLIMA_WINDOW: "x",
    MUNICLIMA_REAL_DATA: "/srv",
    MUNICLIMATE: "x",
    MUNICLIMA_X: "",
  };
  assert.equal(unknownVariables({ environment, dotenv: {} }), []);
});

test.run();
