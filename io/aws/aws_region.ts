import { Failure } from "../../errors/mod.ts";
import { sharedProfile } from "./_profile.ts";

/**
 * The region of Amazon's to speak to: `AWS_REGION`, `AWS_DEFAULT_REGION`, or that of the shared profile; at another
 * server's endpoint "us-east-1", which such servers take.
 *
 * @param endpoint of another server, if there is one
 * @throws {Failure} `config` when nothing names one
 *
 * @example
 * ```ts
 * await awsRegion({ AWS_REGION: "eu-west-1" }, undefined); // "eu-west-1"
 * ```
 */
export async function awsRegion(
  environment: Readonly<Record<string, string | undefined>>,
  endpoint: string | undefined,
): Promise<string> {
  const named = environment.AWS_REGION || environment.AWS_DEFAULT_REGION;
  const region = named || (await sharedProfile(environment)).get("region");
  if (region !== undefined && region !== "") return region;
  if (endpoint !== undefined) return "us-east-1";
  throw new Failure("config", "No AWS region is set. Set AWS_REGION to that of the bucket.");
}
