import { Failure } from "../../errors/mod.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { verifyText } from "../../terminal/verify_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";

/** `municlima verify`: what was published, all of it or that of a span, compared with what is there. Ends with 65 when something is not as it was. */
export async function verifyCommand(call: Invocation): Promise<void> {
  const { data, settings } = await openPlace(call);
  const [from, to] = [call.flags.from, call.flags.to] as (Date | undefined)[];
  const span = from === undefined && to === undefined ? undefined : { from, to };
  const result = await verify({ data, settings, span });
  printResult(result, () => verifyText(result, call.output.screen), call.output);
  const [first] = result.problems;
  if (first === undefined) return;
  const more = result.problems.length > 1 ? `, and ${result.problems.length - 1} more` : "";
  throw new Failure("contract", `"${first.path}" ${first.what}${more}. ${first.advice}.`, { reported: true });
}
