import { test } from "uvu";
import { fileCache } from "../../../../store/objects/local/file_cache.ts";
import { s3Store } from "../../../../store/objects/s3/s3_store.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { hasS3Server, NO_SERVER, type S3Server, startS3Server } from "../../../helpers/s3/versitygw.ts";
import { conforms } from "../conformance.ts";

let server: S3Server;
let turn = 0;

if (hasS3Server) {
  test.before(async () => {
    server = await startS3Server();
  });
  test.after(() => server.close());
  conforms(
    "s3Store",
    (work) =>
      withTemporaryFolder((folder) =>
        work(
          s3Store({
            bucket: server.bucket,
            prefix: `folder-${++turn}/`,
            endpoint: server.endpoint,
            region: "us-east-1",
            credentials: async () => ({
              accessKeyId: "municlima-test-key",
              secretAccessKey: "municlima-test-secret",
            }),
            copies: fileCache(folder, 1e9),
            pageSize: 3,
          }),
        ),
      ),
    3,
    { slack: 1100 },
  );
} else test.skip(`s3Store() is not tried: ${NO_SERVER}`, () => undefined);

test.run();
