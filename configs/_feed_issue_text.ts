import type * as z from "zod";

/**
 * What is wrong with one part of a feed's description, to be read after that part's name: "is missing",
 * "must be a number". Rules that carry their own words in `_feed_schema.ts` keep them.
 */
export function feedIssueText(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected === "int" ? "integer" : issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "unrecognized_keys":
      return `has no place for ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}`;
    case "too_small":
      return `must have ${issue.minimum} items`;
    case "too_big":
      return `must have ${issue.maximum} items`;
    case "invalid_key":
      return issue.issues[0]?.message;
    default:
      return undefined;
  }
}
