import { afterAll, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { rawRequest } from "../../support/raw-request.js";
import { createTestServer } from "../../support/test-server.js";

const server = await createTestServer({ NODE_ENV: "development", GATEHOUSE_INTROSPECTION: "" });
afterAll(async () => server.stop());

test("in development the schema can be introspected, whole, by a stranger", async () => {
  const { status, body } = await server.client().send<Record<string, { types: object[] }>>(getIntrospectionQuery());
  expect([status, body.errors]).toEqual([200, undefined]);
  expect(body.data?.["__schema"]?.types.length).toBeGreaterThan(30);
});

test("in development a misspelt field is corrected", async () => {
  const { body } = await server.client().send("{ viewr { user { id } } }");
  expect(body.errors?.[0]?.message).toMatch(/Did you mean "viewer"/);
});

test("in development GraphiQL is served from our own files, and only by GET", async () => {
  const page = await rawRequest(server.url, { method: "GET", path: "/graphiql/" });
  expect([page.status, page.headers["content-type"]]).toEqual([200, "text/html;charset=utf-8"]);
  expect(page.text).not.toMatch(/https?:\/\//);
  expect((await rawRequest(server.url, { method: "POST", path: "/graphiql/" })).status).toBe(405);
});
