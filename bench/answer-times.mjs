// Compares how long answers take for accounts of different kinds, at the real hashing cost: nobody may learn from the clock
// whether an account exists. Prints medians and their ratios; run it on a quiet machine.
//
//   npm run build && node bench/answer-times.mjs [tries]
import { createServer } from "node:http";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createGatehouse } from "../dist/server/index.js";

const tries = Number(process.argv[2] ?? 40);
const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
chmodSync(dataDir, 0o755);

const unlimited = Object.fromEntries(
  ["LOG_IN", "LOG_IN_FAILED", "SIGN_UP", "CHANGE_PASSWORD", "REQUEST_PASSWORD_RESET", "CONFIRM_PASSWORD_RESET"].map((operation) => [
    `GATEHOUSE_THROTTLE_${operation}`,
    "off",
  ]),
);
const gatehouse = await createGatehouse({
  environment: {
    ...unlimited,
    GATEHOUSE_DATA_DIR: dataDir,
    GATEHOUSE_LOCKOUT_FREE_FAILURES: "100",
    GATEHOUSE_PASSWORD_HASHERS: "bcrypt_sha256,md5",
  },
  mail: { send: async () => undefined, close: () => undefined },
});
const server = createServer(gatehouse.listener).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}/graphql`;

async function send(query, input) {
  const started = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const text = await response.text();
  return { milliseconds: performance.now() - started, answer: JSON.stringify(JSON.parse(text).data) };
}

const signUp = "mutation ($input: SignUpInput!) { signUp(input: $input) { user { id } userErrors { code path } } }";
const logIn = "mutation ($input: LogInInput!) { logIn(input: $input) { user { id } userErrors { code path message } } }";
const requestReset =
  "mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { userErrors { code path message } } }";

const password = "brave-Tulip-river-42";
for (const username of ["active", "inactive", "unusable", "cheap"]) {
  await send(signUp, { username, email: `${username}@example.com`, password });
}
await gatehouse.database.query("UPDATE users SET is_active = false WHERE username = 'inactive'");
await gatehouse.database.query("UPDATE users SET password = '!' || md5(random()::text) WHERE username = 'unusable'");
await gatehouse.database.query("UPDATE users SET password = 'md5$seasalt$3f86d0d3d465b7b458c231bf3555c0e3' WHERE username = 'cheap'");

const kinds = ["active", "inactive", "unusable", "cheap", "unknown"];
const works = {
  "log in, wrong password": (kind) => send(logIn, { identifier: kind, password: "wrong-Tulip-river-42" }),
  "log in by address, wrong password": (kind) => send(logIn, { identifier: `${kind}@example.com`, password: "wrong-Tulip-river-42" }),
  "request a reset": (kind) => send(requestReset, { email: `${kind}@example.com` }),
  "sign up with a taken name": (kind) => (kind === "unknown" ? undefined : send(signUp, { username: kind, password })),
};

let isUniform = true;
for (const [name, work] of Object.entries(works)) {
  const results = new Map(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < tries; round++) {
    for (const kind of kinds) {
      const result = await work(kind);
      if (result) results.get(kind).push(result);
    }
  }
  const shown = [...results].filter(([, list]) => list.length > 0);
  const medians = shown.map(([, list]) => median(list.map((result) => result.milliseconds)));
  const answers = new Set(shown.flatMap(([, list]) => list.map((result) => result.answer)));
  const ratio = Math.max(...medians) / Math.min(...medians);
  isUniform &&= ratio <= 1.5 && answers.size === 1;
  const columns = shown.map(([kind], index) => `${kind} ${medians[index].toFixed(1)} ms`).join(", ");
  console.log(`${name}: ${columns}; ratio ${ratio.toFixed(2)}, ${answers.size} kind(s) of answer`);
}
console.log(
  isUniform ? "All answers are alike and their medians lie within 1.5." : "Answers differ, or their medians lie further apart than 1.5.",
);

server.close();
server.closeAllConnections();
await gatehouse.close();
rmSync(dataDir, { recursive: true, force: true });
process.exitCode = isUniform ? 0 : 1;

function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
