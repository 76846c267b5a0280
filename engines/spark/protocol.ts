/**
 * What of the protocol of Spark Connect is spoken here, as Spark's own `spark/connect/*.proto` have it (Apache Spark,
 * Apache-2.0), and the two messages of Google's in which errors come. `https://spark.apache.org/docs/latest/spark-connect-overview.html`
 */
export const PROTOCOL = `
syntax = "proto3";
package spark.connect;

message UserContext { string user_id = 1; }
message Plan { oneof op_type { Relation root = 1; Command command = 2; } }
message Relation {
  oneof rel_type { Read read = 2; SQL sql = 10; LocalRelation local_relation = 11; }
}
message Read {
  oneof read_type { DataSource data_source = 2; }
  message DataSource {
    optional string format = 1;
    optional string schema = 2;
    map<string, string> options = 3;
    repeated string paths = 4;
  }
}
message SQL { string query = 1; repeated Expression.Literal pos_args = 3; }
message Expression {
  message Literal {
    oneof literal_type { bool boolean = 3; int64 long = 7; double double = 11; string string = 13; }
  }
}
message LocalRelation { optional bytes data = 1; optional string schema = 2; }
message Command {
  oneof command_type {
    CreateDataFrameViewCommand create_dataframe_view = 3;
  }
}
message CreateDataFrameViewCommand { Relation input = 1; string name = 2; bool is_global = 3; bool replace = 4; }
message ExecutePlanRequest {
  string session_id = 1;
  UserContext user_context = 2;
  Plan plan = 3;
  optional string client_type = 4;
  repeated RequestOption request_options = 5;
  optional string operation_id = 6;
  repeated string tags = 7;
  message RequestOption { oneof request_option { ReattachOptions reattach_options = 1; } }
}
message ReattachOptions { bool reattachable = 1; }
message ExecutePlanResponse {
  string session_id = 1;
  string server_side_session_id = 15;
  string operation_id = 12;
  string response_id = 13;
  oneof response_type {
    ArrowBatch arrow_batch = 2;
    ResultComplete result_complete = 14;
    ExecutionProgress execution_progress = 18;
  }
  message ArrowBatch { int64 row_count = 1; bytes data = 2; optional int64 start_offset = 3; }
  message ResultComplete {}
  message ExecutionProgress {
    repeated StageInfo stages = 1;
    int64 num_inflight_tasks = 2;
    message StageInfo {
      int64 stage_id = 1; int64 num_tasks = 2; int64 num_completed_tasks = 3; int64 input_bytes_read = 4; bool done = 5;
    }
  }
}
message ReattachExecuteRequest {
  string session_id = 1; UserContext user_context = 2; string operation_id = 3;
  optional string client_type = 4; optional string last_response_id = 5;
}
message ReleaseExecuteRequest {
  string session_id = 1; UserContext user_context = 2; string operation_id = 3; optional string client_type = 4;
  message ReleaseAll {}
  message ReleaseUntil { string response_id = 1; }
  oneof release { ReleaseAll release_all = 5; ReleaseUntil release_until = 6; }
}
message ReleaseExecuteResponse { optional string operation_id = 2; }
message ReleaseSessionRequest { string session_id = 1; UserContext user_context = 2; optional string client_type = 3; }
message ReleaseSessionResponse { string session_id = 1; }
message InterruptRequest {
  string session_id = 1; UserContext user_context = 2; optional string client_type = 3; InterruptType interrupt_type = 4;
  oneof interrupt { string operation_tag = 5; string operation_id = 6; }
  enum InterruptType {
    INTERRUPT_TYPE_UNSPECIFIED = 0; INTERRUPT_TYPE_ALL = 1; INTERRUPT_TYPE_TAG = 2; INTERRUPT_TYPE_OPERATION_ID = 3;
  }
}
message InterruptResponse { repeated string interrupted_ids = 2; }
message AnalyzePlanRequest {
  string session_id = 1; UserContext user_context = 2; optional string client_type = 3;
  oneof analyze { Explain explain = 5; SparkVersion spark_version = 10; }
  message Explain {
    Plan plan = 1; ExplainMode explain_mode = 2;
    enum ExplainMode {
      EXPLAIN_MODE_UNSPECIFIED = 0; EXPLAIN_MODE_SIMPLE = 1; EXPLAIN_MODE_EXTENDED = 2; EXPLAIN_MODE_CODEGEN = 3;
      EXPLAIN_MODE_COST = 4; EXPLAIN_MODE_FORMATTED = 5;
    }
  }
  message SparkVersion {}
}
message AnalyzePlanResponse {
  oneof result { Explain explain = 3; SparkVersion spark_version = 8; }
  message Explain { string explain_string = 1; }
  message SparkVersion { string version = 1; }
}
message ConfigRequest {
  string session_id = 1; UserContext user_context = 2; Operation operation = 3; optional string client_type = 4;
  message Operation { oneof op_type { Set set = 1; } }
  message Set { repeated KeyValue pairs = 1; }
}
message ConfigResponse { repeated KeyValue pairs = 2; repeated string warnings = 3; }
message KeyValue { string key = 1; optional string value = 2; }
message FetchErrorDetailsRequest { string session_id = 1; UserContext user_context = 2; string error_id = 3; optional string client_type = 4; }
message FetchErrorDetailsResponse {
  optional int32 root_error_idx = 1;
  repeated Error errors = 2;
  message Error {
    repeated string error_type_hierarchy = 1;
    string message = 2;
    optional int32 cause_idx = 4;
    optional SparkThrowable spark_throwable = 5;
  }
  message SparkThrowable { optional string error_class = 1; map<string, string> message_parameters = 2; optional string sql_state = 4; }
}
`;

/** `google/rpc/status.proto` and `error_details.proto`, in which a call's failure is described. */
export const RPC_ERRORS = `
syntax = "proto3";
package google.rpc;

message Any { string type_url = 1; bytes value = 2; }
message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
`;
