import { test } from "uvu";
import { localStore } from "../../../../store/objects/local/local_store.ts";
import { withTemporaryFolder } from "../../../helpers/temporary_folder.ts";
import { conforms } from "../conformance.ts";

conforms("localStore", (work) => withTemporaryFolder((folder) => work(localStore(folder))), 500);
test.run();
