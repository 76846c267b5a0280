import { test } from "uvu";
import * as assert from "uvu/assert";
import { networkWords } from "../../../io/fetch/_network_words.ts";

test("networkWords() puts what a network cannot do into words", () => {
  const words = (code: string) => networkWords({ code, message: "connect failed" });
  assert.is(words("ENOTFOUND"), "host not found");
  assert.is(words("EAI_AGAIN"), "host name could not be looked up");
  assert.is(words("ENETUNREACH"), "network out of reach");
  assert.is(words("HPE_INVALID_CONSTANT"), "answer breaks the rules of HTTP");
});

test("networkWords() gives any other error's own words on one line", () => {
  assert.is(networkWords({ code: "EOTHER", message: "write EOTHER:\n error\n" }), "write EOTHER: error");
  assert.is(networkWords({ message: "broken" }), "broken");
});

test("networkWords() says of every flaw of a certificate that it was not accepted", () => {
  for (const message of [
    "self-signed certificate in certificate chain",
    "unable to verify the first certificate",
    "unable to get local issuer certificate",
    "certificate has expired",
    "Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: ",
  ]) {
    assert.match(networkWords({ code: "ANY", message }), /^TLS certificate not accepted: /);
  }
});

test.run();
