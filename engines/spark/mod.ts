/** The plans of the project on a server of Spark Connect. Importing this loads nothing of Spark's; opening a session does. */
export { type Remote, remoteOf } from "./remote.ts";
export { seesFile } from "./sees_file.ts";
export { sparkEngine } from "./spark_engine.ts";
export { openSpark, type SparkFiles, type SparkSession, type SparkValue } from "./spark_session.ts";
export { sparkName, sparkSchema } from "./spark_sql.ts";
export { visiblePath } from "./visible_path.ts";
