import type { Feed } from "../feed.ts";

/** What is wrong with one part of a feed's description, to be read after that part's path. */
export type FeedProblem = { readonly path: string; readonly what: string };

/**
 * The breaches of the rules that tie one part of a feed to another, such as that its key names columns it
 * has. A sound feed has none.
 */
export function feedProblems(feed: Feed): readonly FeedProblem[] {
  return [
    ...columnProblems(feed),
    ...keyAndTimeProblems(feed),
    ...labelProblems(feed),
    ...meanProblems(feed),
  ];
}

function* columnProblems({ columns, time }: Feed): Generator<FeedProblem> {
  const names = columns.map(({ name }) => name);
  for (const [index, { name, type, format, minimum, maximum }] of columns.entries()) {
    const path = `columns.${index}`;
    if (names.indexOf(name) !== index) yield { path: `${path}.name`, what: `repeats the name "${name}"` };
    if (name === "version")
      yield { path: `${path}.name`, what: 'is "version", which every snapshot\'s table has' };
    if (type === "datetime" && name !== time) {
      yield { path: `${path}.type`, what: `makes "${name}" a datetime beside the time column "${time}"` };
    }
    if (format !== undefined && type !== "datetime")
      yield { path: `${path}.format`, what: "is for a datetime" };
    if (type !== "integer" && type !== "number" && (minimum !== undefined || maximum !== undefined)) {
      yield { path, what: "has a range, which is for integers and numbers" };
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      yield { path, what: `has a minimum of ${minimum} above its maximum of ${maximum}` };
    }
  }
}

function* keyAndTimeProblems(feed: Feed): Generator<FeedProblem> {
  for (const [index, name] of feed.key.entries()) {
    if (!["integer", "string"].includes(typeOf(name, feed) ?? ""))
      yield { path: `key.${index}`, what: `names "${name}", which is not an integer or string column` };
    if (feed.key.indexOf(name) !== index) yield { path: "key", what: `names "${name}" twice` };
  }
  if (typeOf(feed.time, feed) !== "datetime") {
    yield { path: "time", what: `names "${feed.time}", which is not a datetime column` };
  }
}

function* labelProblems(feed: Feed): Generator<FeedProblem> {
  for (const [index, name] of feed.labels.entries()) {
    const path = `labels.${index}`;
    if (typeOf(name, feed) === undefined) yield { path, what: `names "${name}", which is not a column` };
    if ([...feed.key, feed.time, ...feed.labels.slice(0, index)].includes(name)) {
      yield { path, what: `names "${name}", which is already a key, the time or a label` };
    }
  }
}

function* meanProblems(feed: Feed): Generator<FeedProblem> {
  // A table of means counts its records and tells the first and last time of each town.
  const counted = ["records", `${feed.time}_first`, `${feed.time}_last`];
  const kept = [...feed.key, ...feed.labels];
  for (const name of kept.filter((name) => counted.includes(name))) {
    yield { path: "columns", what: `has a key or label "${name}", a name that a table of means needs` };
  }
  for (const [index, { name, of }] of feed.means.entries()) {
    const others = feed.means.slice(0, index).map((mean) => mean.name);
    const isTaken = typeOf(name, feed) !== undefined || counted.includes(name) || others.includes(name);
    if (isTaken) yield { path: `means.${index}.name`, what: `is "${name}", which another column has` };
    for (const [place, column] of of.entries()) {
      if (typeOf(column, feed) !== "number") {
        yield { path: `means.${index}.of.${place}`, what: `names "${column}", which is not a number column` };
      }
    }
  }
}

function typeOf(name: string, { columns }: Feed): Feed["columns"][number]["type"] | undefined {
  return columns.find((column) => column.name === name)?.type;
}
