/** The file in a data folder that says which feed it belongs to. */
export const FEED_RECORD = "feed.json";
