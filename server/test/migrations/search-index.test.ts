import { afterAll, expect, test } from "@jest/globals";

import { createCrowd } from "../scale/crowd.js";
import { openTestDatabase } from "../support/open-test-database.js";

const { database, close } = await openTestDatabase();
afterAll(close);

test("no log-in leaves anything in the index of the search that the next searches would have to go through", async () => {
  await createCrowd(database, 100);
  await database.execute("UPDATE users SET last_login_at = now()");
  const [waiting] = await database.query<{ pages: string }>("SELECT gin_clean_pending_list('users_search_idx') AS pages");
  expect(waiting).toEqual({ pages: "0" });
});
