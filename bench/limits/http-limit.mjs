// The limit of what Node and PostgreSQL can do: bare node:http, one prepared statement per request, and the answer that our server
// gives. Nothing is checked that the statement does not check.
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const groupNames = `ARRAY(SELECT groups.name FROM user_groups JOIN groups ON groups.id = user_groups.group_id
  WHERE user_groups.user_id = users.id ORDER BY groups.name COLLATE "und-x-icu")`;

const session = {
  name: "session",
  text: `
    SELECT sessions.secret_digest, users.id, users.username, users.email, ${groupNames} AS groups,
      ARRAY(SELECT permissions.app_label || '.' || permissions.codename FROM permissions WHERE permissions.id IN (
        SELECT permission_id FROM user_permissions WHERE user_id = users.id
        UNION
        SELECT permission_id FROM user_groups JOIN group_permissions USING (group_id) WHERE user_id = users.id
      ) ORDER BY 1) AS permissions
    FROM sessions JOIN users ON users.id = sessions.user_id
    WHERE sessions.id = $1 AND sessions.expires_at > now() AND users.is_active`,
};

const columns = "users.id, users.username, users.email, users.first_name, users.last_name, users.is_active, users.username_key";
const page = (name, condition) => ({
  name,
  text: `SELECT ${columns}, ${groupNames} AS groups FROM users WHERE ${condition} ORDER BY users.username_key LIMIT 100`,
});
const list = page("list", "true");
const after = page("after", "users.username_key > $1");
const searchedText = `((users.username_key || E'\\x1f' || lower(users.first_name COLLATE "und-x-icu") || E'\\x1f' ||
  lower(users.last_name COLLATE "und-x-icu") || E'\\x1f' || users.email_key) COLLATE "C")`;
const search = page("search", `${searchedText} LIKE $1`);

const nodeId = (type, key) => Buffer.from(`${type}:${key}`).toString("base64url");
const named = (groups) => ({ nodes: groups.map((name) => ({ name })) });

async function answerSession(req) {
  const [id, secret] = req.headers.authorization.slice(7).split(".");
  const { rows } = await pool.query({ ...session, values: [id] });
  const [row] = rows;
  const isRight = row && timingSafeEqual(row.secret_digest, createHash("sha256").update(secret).digest());
  if (!isRight) return { data: { viewer: null } };
  const user = { id: nodeId("User", row.id), username: row.username, email: row.email, groups: named(row.groups) };
  return { data: { viewer: { user, permissions: row.permissions } } };
}

async function answerList(statement, values = []) {
  const { rows } = await pool.query({ ...statement, values });
  const nodes = rows.map((row) => ({
    id: nodeId("User", row.id),
    username: row.username,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    isActive: row.is_active,
    groups: named(row.groups),
  }));
  const endCursor = Buffer.from(JSON.stringify([rows.at(-1)?.username_key])).toString("base64url");
  return { data: { users: { nodes, pageInfo: { endCursor } } } };
}

const works = {
  "/session": answerSession,
  "/list": async () => answerList(list),
  "/search": async (_req, body) => answerList(search, [`%${JSON.parse(body).search}%`]),
  "/after": async (_req, body) => answerList(after, [JSON.parse(body).key]),
  "/": async () => ({}),
};

createServer((req, res) => {
  let body = "";
  req.on("data", (chunk) => (body += chunk));
  req.on("end", () => {
    works[req.url](req, body).then(
      (answer) => {
        const text = JSON.stringify(answer);
        res.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }).end(text);
      },
      (error) => res.writeHead(500).end(String(error)),
    );
  });
}).listen(Number(process.env.PORT), "127.0.0.1");

process.on("SIGINT", () => process.exit(0));
