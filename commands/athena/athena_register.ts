import { awsJson } from "../../io/aws/aws_json.ts";
import { readSettingsLayers } from "../../io/settings/read_settings_layers.ts";
import { athenaRegister } from "../../pipelines/athena/athena_register.ts";
import { athenaRegisterText } from "../../terminal/archive/athena_register_text.ts";
import type { Invocation } from "../call/invocation.ts";
import { openPlace } from "../call/place.ts";
import { printResult } from "../call/print_result.ts";
import { textOf } from "../call/text_of.ts";

/** `municlima athena register`: tells Glue of the archive. */
export async function athenaRegisterCommand(call: Invocation): Promise<void> {
  const { flags, output, cwd, environment } = call;
  const { data, settings } = await openPlace(call);
  const { dotenv } = await readSettingsLayers(cwd, environment);
  const result = await athenaRegister({
    data,
    settings,
    database: String(flags.database),
    location: textOf(flags.location),
    glue: awsJson("glue", { ...dotenv, ...environment }),
  });
  printResult(result, () => athenaRegisterText(result, output.screen), output);
}
