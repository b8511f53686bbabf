import { afterAll, beforeAll, expect, test } from "@jest/globals";

import { listDocuments } from "../../../scripts/list-documents.mjs";
import { GraphqlClient } from "../support/graphql-client.js";
import { mutate } from "../support/operations.js";
import { StrangersProject } from "./strangers-project.js";

// Installing takes half a minute where npm's cache is warm.
const patience = 300_000;
const project = new StrangersProject();

beforeAll(() => project.install(), patience);
afterAll(async () => project.remove(), patience);

test("the package holds what runs, and what a user may want to read", () => {
  expect(project.packed).toEqual(
    expect.arrayContaining([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "THIRD-PARTY-NOTICES.md",
      "dist/accounts/index.html",
      "dist/documents/pages.json",
      "dist/graphiql/index.html",
      "dist/react/index.d.ts",
      "dist/react/index.js",
      "dist/react/styles.css",
      "dist/server/index.d.ts",
      "dist/server/index.js",
      "dist/server/joined/index.js",
      "dist/server/main.js",
      "dist/server/modules/passwords/common-passwords.txt",
      "dist/server/testing.d.ts",
      "dist/server/testing.js",
      "package.json",
      "schema.graphql",
      "scripts/gatehouse.mjs",
    ]),
  );
});

test("the package holds no source, no test, and nothing of this machine", () => {
  const surplus = project.packed.filter((path) => /(?<!\.d)\.tsx?$|\.test\.|^server\/|^examples\/|\/test\/|\.env|node_modules/.test(path));
  expect(surplus).toEqual([]);
});

test(
  "the server runs with its own database, and takes a sign-up",
  async () => {
    const url = await project.start();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/graphiql/`)).status).toBe(200);
    const { user } = await mutate(new GraphqlClient(url), "signUp", { username: "ada", password: "brave-Tulip-river-42" });
    expect(user).toMatchObject({ username: "ada" });
  },
  patience,
);

test(
  "the command line explains itself",
  () => {
    expect(project.run("npx", ["gatehouse", "createsuperuser", "--help"])).toContain("Usage: gatehouse createsuperuser");
  },
  patience,
);

test(
  "the command line prints the documents of our pages, whose sources are not in the package",
  () => {
    expect(JSON.parse(project.run("npx", ["gatehouse", "print-documents"]))).toEqual(listDocuments());
  },
  patience,
);

test(
  "the entry can be imported, with types that keep to the strictest checks",
  () => {
    project.write(
      "app.ts",
      `import { createGatehouse, type Gatehouse, requireLogin } from "gatehouse-identity";
     import { describeBackend, describeHasher, describeMailTransport } from "gatehouse-identity/testing";
     export const open = async (): Promise<Gatehouse> => createGatehouse({ environment: { GATEHOUSE_SIGN_UP: "off" } });
     export const guard = (gatehouse: Gatehouse) => gatehouse.protect(requireLogin(), (_req, res, { user }) => void res.end(user?.username));
     export const suites = [describeBackend, describeHasher, describeMailTransport];
     // @ts-expect-error the types are there, and not any
     export const wrong: number = requireLogin();`,
    );
    const options = ["--strict", "--exactOptionalPropertyTypes", "--module", "nodenext", "--target", "es2022", "--types", "node"];
    project.run("npx", ["tsc", ...options, "--outDir", "out", "app.ts"]);
    const imported = `const { suites } = await import("./out/app.js"); console.log(suites.every((suite) => typeof suite === "function"));`;
    expect(project.run(process.execPath, ["--input-type=module", "--eval", imported]).trim()).toBe("true");
  },
  patience,
);

test("the schema can be found by tools", () => {
  const find = `console.log((await import("node:module")).createRequire(import.meta.url).resolve("gatehouse-identity/schema.graphql"))`;
  expect(project.run(process.execPath, ["--input-type=module", "--eval", find])).toMatch(/gatehouse-identity\/schema\.graphql\n$/);
});
