/** A synthetic feed of the real one's full shape, a server for it, and municipality data to go with it. */
export { hourlyIssue, type Issue } from "./hourly_issue.ts";
export { sampleBody } from "./sample_body.ts";
export { sampleFeed } from "./sample_feed.ts";
export { sampleMunicipalities } from "./sample_municipalities.ts";
export { type SampleServer, startSampleServer } from "./sample_server.ts";
export { type SampleTown, sampleTowns } from "./sample_towns.ts";
export { STATES, type State } from "./states.ts";
