import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";

import { type Authenticated, type AuthenticationBackend, AuthenticationRefused } from "../modules/authentication/authentication-backend.js";
import { createPerson, goodPassword, type Person } from "../test/support/people.js";
import { createTestServer, type TestServer } from "../test/support/test-server.js";
import { type BackendSubject, describeBackend } from "./describe-backend.js";
import { failuresOf } from "../test/support/failures-of.js";

let server: TestServer;
let backend: AuthenticationBackend;
let ada: Person;
let inactive: Person;

beforeAll(async () => {
  const replacements = { backends: (password: AuthenticationBackend) => [(backend = password)] };
  server = await createTestServer({ GATEHOUSE_LOCKOUT_FREE_FAILURES: "100" }, replacements);
  ada = await createPerson(server);
  inactive = await createPerson(server, { isActive: false });
});
afterAll(async () => server.stop());

describeBackend(
  "PasswordBackend",
  {
    makeBackend: () => backend,
    known: () => ({ credentials: { identifier: ada.email, password: goodPassword }, userId: ada.id }),
    wrong: () => ({
      "an unknown identifier": { identifier: "nobody", password: goodPassword },
      "a wrong password": { identifier: ada.username, password: `${goodPassword}?` },
      "an inactive account": { identifier: inactive.username, password: goodPassword },
    }),
  },
  { describe, test },
);

describe("the suite finds", () => {
  const userId = "01890000-0000-7000-8000-000000000001";
  const subjectOf = (authenticate: (ticket: unknown) => Authenticated | null, name = "tickets"): BackendSubject => ({
    makeBackend: () => ({ name, authenticate: async ({ ticket }) => authenticate(ticket) }),
    known: () => ({ credentials: { ticket: "good" }, userId }),
    wrong: () => ({ "a forged ticket": { ticket: "forged" } }),
    refused: () => ({ "a stolen ticket": { ticket: "stolen" } }),
  });
  const judge = (ticket: unknown): Authenticated | null => {
    if (ticket === "stolen") throw new AuthenticationRefused();
    return ticket === "good" ? { userId } : null;
  };
  const failures = async (subject: BackendSubject): Promise<string[]> => failuresOf((runner) => describeBackend("it", subject, runner));

  test("nothing wrong with a good backend", async () => {
    expect(await failures(subjectOf(judge))).toEqual([]);
  });

  test("a name that cannot be stored", async () => {
    expect(await failures(subjectOf(judge, "a b"))).toEqual([expect.stringContaining("its name")]);
  });

  test("a backend that lets everybody in", async () => {
    expect(await failures(subjectOf((ticket) => (ticket === "stolen" ? judge(ticket) : { userId })))).toEqual([
      expect.stringContaining("wrong credentials"),
      expect.stringContaining("another kind"),
      expect.stringContaining("no text"),
    ]);
  });

  test("a ticket that is good only once", async () => {
    const used = new Set<unknown>();
    const failed = await failures(subjectOf((ticket) => (used.has(ticket) ? null : (used.add(ticket), judge(ticket)))));
    expect(failed).toContainEqual(expect.stringContaining("every time"));
  });

  test("a backend that does not refuse", async () => {
    expect(await failures(subjectOf((ticket) => (ticket === "good" ? { userId } : null)))).toEqual([expect.stringContaining("refuses")]);
  });
});
