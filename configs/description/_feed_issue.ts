import * as v from "valibot";
import type { FeedProblem } from "./_feed_problems.ts";

/**
 * What is wrong with one part of a feed's description: "is missing", "must be of type number". Rules that
 * carry their own words in `_feed_schema.ts` keep them.
 */
export function feedIssue(issue: v.BaseIssue<unknown>): FeedProblem {
  const path = v.getDotPath(issue) ?? "";
  // One part too many: the part that holds it is wrong.
  if (issue.expected === "never") {
    const parts = path.split(".");
    const extra = parts.pop();
    const what = issue.type === "strict_object" ? `has no place for "${extra}"` : issue.message;
    return { path: parts.join("."), what };
  }
  if (issue.input === undefined) return { path, what: "is missing" };
  const isPlain = issue.message.startsWith("Invalid type");
  return { path, what: isPlain ? `must be of type ${issue.expected?.toLowerCase()}` : issue.message };
}
