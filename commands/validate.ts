import { Failure } from "../errors/mod.ts";
import { publicUrl } from "../io/public_url.ts";
import { validate } from "../pipelines/validate/validate.ts";
import { validateText } from "../terminal/validate_text.ts";
import { effectsOf } from "./call/effects_of.ts";
import type { Invocation } from "./call/invocation.ts";
import { feedOfPlace, openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";

/** `municlima validate <file>`: a file beside the feed's contract. Ends with 65 when it breaks it. */
export async function validateCommand(call: Invocation): Promise<void> {
  const [path = ""] = call.args;
  const file = publicUrl(path);
  const place = await openPlace(call);
  const feed = await feedOfPlace(place);
  const result = await validate(path, { settings: place.settings, feed }, await effectsOf(call));
  printResult(result, () => validateText(result, call.output.screen), call.output);
  const first = result.findings.find(({ verdict }) => verdict === "fails");
  if (first === undefined) return;
  throw new Failure(
    "contract",
    `"${file}" violates the rule "${first.rule}" of "${feed.name}": ${first.says.replace(/\.$/, "")}. Check that it is the right file.`,
    { reported: true },
  );
}
