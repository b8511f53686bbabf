import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import { type DocumentNode, print } from "graphql";

import * as library from "../../../../admin-ui/react/api/generated/graphql.js";
import * as console from "../../../../admin-ui/src/api/generated/graphql.js";
import { runProgram } from "../../../edges/cli/program.js";
import type { GraphqlClient } from "../../support/graphql-client.js";
import { clientOf, createPerson } from "../../support/people.js";
import { PlayedTerminal } from "../../support/played-terminal.js";
import { createTestServer } from "../../support/test-server.js";

const folder = mkdtempSync(join(tmpdir(), "gatehouse-documents-"));
const list = join(folder, "documents.json");
const listed = "query Who { viewer { user { username } } }";
writeFileSync(
  list,
  JSON.stringify({ who: listed, logIn: "mutation ($input: LogInInput!) { logIn(input: $input) { userErrors { code } } }" }),
);

const pages = join(folder, "pages.json");
await runProgram(["print-documents", "--output", pages], { terminal: new PlayedTerminal(), environment: {} });

const server = await createTestServer();
const forPages = await createTestServer({ GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS: pages });
const strict = await createTestServer({ GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS: list });
afterAll(async () => {
  await Promise.all([server.stop(), strict.stop(), forPages.stop()]);
  rmSync(folder, { recursive: true });
});

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const send = async (client: GraphqlClient, query: string | undefined, sha256Hash: unknown, version: unknown = 1) => {
  const { status, code, body } = await client.post(JSON.stringify({ query, extensions: { persistedQuery: { version, sha256Hash } } }));
  return { status, code, data: body.data ?? null };
};

let documents = 0;
/** A document that nobody has sent before. */
const newDocument = () => `query Number${++documents} { viewer { user { username } } }`;

describe("a document that was sent with its hash", () => {
  test("can be named by it, in the protocol of Apollo Client", async () => {
    const person = await createPerson(server);
    const [client, query] = [await clientOf(server, person), newDocument()];
    expect(await send(client, undefined, hashOf(query))).toEqual({ status: 200, code: "PERSISTED_QUERY_NOT_FOUND", data: null });
    const data = { viewer: { user: { username: person.username } } };
    expect(await send(client, query, hashOf(query))).toMatchObject({ code: undefined, data });
    expect(await send(client, undefined, hashOf(query))).toMatchObject({ code: undefined, data });
    expect(await send(client, undefined, hashOf(query).toUpperCase())).toMatchObject({ code: undefined, data });
  });

  test("is neither kept from strangers nor served to them by its name", async () => {
    const [client, query] = [await clientOf(server, await createPerson(server)), newDocument()];
    expect(await send(server.client(), query, hashOf(query))).toMatchObject({ code: undefined, data: { viewer: null } });
    expect((await send(client, undefined, hashOf(query))).code).toBe("PERSISTED_QUERY_NOT_FOUND");
    await send(client, query, hashOf(query));
    expect((await send(server.client(), undefined, hashOf(query))).code).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  test("is pushed out by enough others", async () => {
    const client = await clientOf(server, await createPerson(server));
    const query = newDocument();
    await send(client, query, hashOf(query));
    for (let sent = 0; sent < 70; sent++) {
      const long = `${newDocument()} # ${"x".repeat(16_000)}`;
      await send(client, long, hashOf(long));
    }
    expect((await send(client, undefined, hashOf(query))).code).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  test.each([
    ["another hash", "0".repeat(64), 1],
    ["a hash that is none", "x", 1],
    ["no hash", undefined, 1],
    ["another version", hashOf(listed), 2],
  ])("is refused with %s", async (_what, hash, version) => {
    const client = await clientOf(server, await createPerson(server));
    expect(await send(client, listed, hash, version)).toEqual({ status: 400, code: "BAD_USER_INPUT", data: null });
  });

  test("keeps the limits under its name, too", async () => {
    const client = await clientOf(server, await createPerson(server));
    const dear = `{ ${"__typename ".repeat(2000)} }`;
    for (const query of [dear, undefined]) expect((await send(client, query, hashOf(dear))).data).toBeNull();
  });
});

describe("a server with a list of documents", () => {
  test("serves those, to strangers too, whole and by name", async () => {
    const person = await createPerson(strict);
    const client = await clientOf(strict, person).catch(() => strict.client());
    expect((await strict.client().send(listed)).body.data).toEqual({ viewer: null });
    expect(await send(client, undefined, hashOf(listed))).toMatchObject({ code: undefined, data: { viewer: null } });
  });

  test("does not mind layout and `__typename`", async () => {
    const query = "query Who {\n viewer { __typename user { username __typename } } }";
    expect((await strict.client().send(query)).body.data).toEqual({ viewer: null });
  });

  test.each([
    ["another field", "query Who { viewer { user { username email } } }"],
    ["an alias", "query Who { viewer { user { name: username } } }"],
    ["an alias of `__typename`", "query Who { viewer { user { username email: __typename } } }"],
    ["another name", "{ viewer { user { username } } }"],
    ["one operation more", `${listed} query More { authConfig { signUpOpen } }`],
    ["introspection", "{ __schema { types { name } } }"],
  ])("refuses a document with %s, each time", async (_what, query) => {
    for (let time = 0; time < 2; time++) {
      const { status, code, body } = await strict.client().send(query);
      expect([status, code, body.data ?? null]).toEqual([403, "DOCUMENT_NOT_ALLOWED", null]);
    }
  });

  test("learns none by their hash", async () => {
    const query = newDocument();
    expect((await send(strict.client(), query, hashOf(query))).code).toBe("DOCUMENT_NOT_ALLOWED");
    expect((await send(strict.client(), undefined, hashOf(query))).code).toBe("DOCUMENT_NOT_ALLOWED");
  });

  test.each([
    ["is not there", "/nowhere/documents.json"],
    ["is no JSON", import.meta.filename],
  ])("does not start when the file %s", async (_what, path) => {
    await expect(createTestServer({ GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS: path })).rejects.toThrow("GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS");
  });
});

describe("the list of our pages' documents", () => {
  const operations = Object.entries<DocumentNode>({ ...console, ...library }).filter(([name]) => name.endsWith("Document"));
  const ofBoth = [...operations, ...Object.entries<DocumentNode>(console).filter(([name]) => name in library && name.endsWith("Document"))];

  test.each(ofBoth)("has %s", async (_name, document) => {
    const { code } = await forPages.client().post(JSON.stringify({ query: print(document) }));
    expect(code).not.toBe("DOCUMENT_NOT_ALLOWED");
  });

  test("has nothing else", async () => {
    expect((await forPages.client().post(JSON.stringify({ query: listed }))).code).toBe("DOCUMENT_NOT_ALLOWED");
  });
});
