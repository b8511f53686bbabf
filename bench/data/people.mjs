// The rows that every program is measured on: users, 50 groups, 2 groups a user, 10 permissions a group. All follow from their
// numbers, so that two runs measure the same.
import { createHash } from "node:crypto";

import { BcryptSha256Hasher } from "../../dist/server/modules/passwords/hashers/bcrypt-sha256-hasher.js";

/** So many groups there are. */
const groups = 50;

/** So many users have a session that the session check is measured with. */
export const sessions = 1_000;

/** A text that a hundred last names hold, however many users there are. */
export const rareText = "eedlewort";

/** Everybody's. */
export const password = "brave-Tulip-river-42";

/** What a bearer sends for the session of a number. */
export function tokenOf(number) {
  return `${idOf(number)}.${secretOf(number)}`;
}

/** The username of a number. */
export function usernameOf(number) {
  return `${pick(firstNames, number)}.${lastNameOf(number, 1)}.${number}`;
}

const firstNames = ["Ada", "Grace", "Alan", "Barbara", "Edouard", "Zoe", "Niklaus", "Edsger", "Margaret", "Donald"];
const lastNames = ["Lovelace", "Hopper", "Turing", "Liskov", "Lucas", "Wirth", "Dijkstra", "Hamilton", "Knuth", "Allen"];

/** A number below `below` that looks drawn. */
function draw(number, below) {
  return (Math.imul(number, 2_654_435_761) >>> 8) % below;
}

function pick(list, number) {
  return list[draw(number, list.length)];
}

function idOf(number) {
  return `${number.toString(16).padStart(8, "0")}-0000-7000-8000-000000000000`;
}

function secretOf(number) {
  return createHash("sha256").update(`secret ${number}`).digest("base64url");
}

function lastNameOf(number, share) {
  return share === 0 ? "Needleworth" : `${pick(lastNames, number + 7)}${draw(number, 997)}`;
}

/** Lines of each table in the text format of COPY, tables in the order of their references. */
export function tablesOf(users) {
  const record = new BcryptSha256Hasher(12).encode(password);
  const digest = createHash("sha256").update(record).digest("hex");
  const permissionId = (number) => `bbbbbbbb-0000-7000-8000-${String(number).padStart(12, "0")}`;
  const groupId = (number) => `aaaaaaaa-0000-7000-8000-${String(number).padStart(12, "0")}`;
  return [
    { into: "resource_types (id, app_label, model, label)", lines: lines(1, () => [permissionId(9_999), "bench", "thing", "thing"]) },
    {
      into: "permissions (id, app_label, model, codename, name)",
      lines: lines(100, (i) => [permissionId(i), "bench", "thing", `do_thing_${i}`, `Can do thing ${i}`]),
    },
    { into: "groups (id, name)", lines: lines(groups, (i) => [groupId(i), `group ${String(i).padStart(2, "0")}`]) },
    {
      into: "group_permissions (group_id, permission_id)",
      lines: lines(groups * 10, (i) => [groupId(Math.floor(i / 10)), permissionId((Math.floor(i / 10) * 7 + (i % 10) * 9) % 100)]),
    },
    {
      into: "users (id, username, username_key, first_name, last_name, email, email_key, password, is_active, is_staff, joined_at, last_login_at)",
      lines: lines(users, (i) => userLine(i, { users, record })),
    },
    {
      into: "user_groups (user_id, group_id)",
      lines: lines(users * 2, (i) => {
        const user = Math.floor(i / 2);
        return [idOf(user), groupId((user + (i % 2) * (1 + draw(user, groups - 1))) % groups)];
      }),
    },
    {
      into: "sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend)",
      lines: lines(sessions, (i) => {
        const secretDigest = createHash("sha256").update(secretOf(i)).digest("hex");
        return [idOf(i), idOf(i), `\\\\x${secretDigest}`, `\\\\x${digest}`, "2100-01-01", "t", "PASSWORD", "password"];
      }),
    },
    // The first ten may look at users and groups, as the lists ask.
    {
      into: "user_permissions (user_id, permission_id)",
      from: "SELECT users.id, permissions.id FROM users, permissions WHERE users.id < $1 AND codename IN ('view_user', 'view_group')",
      values: [idOf(10)],
    },
  ];
}

function userLine(i, { users, record }) {
  const name = usernameOf(i);
  const last = lastNameOf(i, i % (users / 100) === 5 ? 0 : 1);
  const email = `${name.toLowerCase()}@mail${draw(i, 40)}.example`;
  const hoursAgo = (hours) => new Date(Date.now() - hours * 3_600_000 - (i % 3_600) * 1000).toISOString();
  const [joined, seen] = [hoursAgo(draw(i + 1, 36_000)), draw(i, 5) === 0 ? "\\N" : hoursAgo(draw(i + 2, 9_000))];
  const flags = [draw(i + 3, 20) === 0 && i >= sessions ? "f" : "t", draw(i + 4, 100) === 0 ? "t" : "f"];
  return [idOf(i), name, name.toLowerCase(), pick(firstNames, i), last, email, email, record, ...flags, joined, seen];
}

function* lines(count, columnsOf) {
  for (let i = 0; i < count; i++) yield `${columnsOf(i).join("\t")}\n`;
}
