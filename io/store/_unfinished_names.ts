import { parseVersion, type Version } from "./version.ts";

const DRAFT = /^\.tmp-(\d{8}_\d{6})-/;
const NEXT_CURRENT = /^\.tmp-current-(\d{8}_\d{6})-/;

/** How the name of an unfinished manifest goes on: with the version that it will commit. */
export function draftOf(version: Version): string {
  return `${version}-`;
}

/** How the name of what will be `current.csv` goes on: with the version that it is a copy of. */
export function nextCurrentOf(version: Version): string {
  return `current-${version}-`;
}

/** The version that an unfinished manifest of this name would commit; undefined for any other name. */
export function draftedVersion(name: string): Version | undefined {
  return parseVersion(DRAFT.exec(name)?.[1] ?? "");
}

/** The version of which a file of this name would become `current.csv`; undefined for any other name. */
export function nextCurrentVersion(name: string): Version | undefined {
  return parseVersion(NEXT_CURRENT.exec(name)?.[1] ?? "");
}
