import { BcryptSha256Hasher } from "../../dist/server/modules/passwords/hashers/bcrypt-sha256-hasher.js";

/** Password of everybody who logs in. */
export const PASSWORD = "brave-Tulip-river-42";

const FIRST_NAMES =
  "Aisha Alice Amara Ana Andrei Anika Antoine Ben Carla Chen David Elena Farid Grace Hugo Ines Jonas Kofi Lena Mateo".split(" ");
const LAST_NAMES = "Andersson Bianchi Brown Hansen Jones Kaya Lee Martin Nguyen Olsen Sato Torres Weber".split(" ");
const GROUPS = {
  "Account managers": ["auth.view_user", "auth.change_user"],
  Auditors: ["auth.view_user", "auth.view_group"],
  Billing: ["auth.view_user"],
  "Content editors": [],
  "Helpdesk agents": ["auth.view_user", "auth.change_user"],
  "Helpdesk leads": ["auth.view_user", "auth.change_user", "auth.delete_user"],
};
const STAFF = [
  { username: "admin", firstName: "", lastName: "", isSuperuser: true, permissions: [] },
  { username: "viewer", firstName: "Vera", lastName: "Viewer", permissions: ["auth.view_user", "auth.view_group"] },
  // Never logs in, so that no picture of this user shows the time at which it was taken.
  {
    username: "creator",
    firstName: "Cora",
    lastName: "Creator",
    permissions: ["auth.view_user", "auth.add_user", "auth.change_user", "auth.delete_user", "auth.view_group"],
  },
  { username: "editor", firstName: "Edda", lastName: "Editor", permissions: ["auth.view_user", "auth.change_user", "auth.view_group"] },
  { username: "noperms", firstName: "Noah", lastName: "Noperms", permissions: [] },
];

/** Fills a database with the same people, groups and rights every time: 253 users in 6 groups. */
export async function fill(database) {
  const password = new BcryptSha256Hasher(4).encode(PASSWORD);
  for (const person of STAFF) await addUser(database, { ...person, isStaff: true, password });
  await addUser(database, { username: "nostaff", firstName: "", lastName: "", password });
  for (let number = 0; number < 247; number++) await addUser(database, { ...personOf(number), password: number % 5 === 0 ? "" : password });
  for (const [name, permissions] of Object.entries(GROUPS)) await addGroup(database, name, permissions);
  await database.execute(
    "INSERT INTO user_groups (user_id, group_id) SELECT u.id, g.id FROM users u, groups g WHERE (length(u.username) * 7 + length(g.name)) % 6 = 0",
  );
}

/** Every pair of names once, in an order that looks like none. */
function personOf(number) {
  const first = FIRST_NAMES[number % FIRST_NAMES.length];
  const last = LAST_NAMES[(number + Math.floor(number / FIRST_NAMES.length)) % LAST_NAMES.length];
  return {
    username: `${first}.${last}`.toLowerCase(),
    firstName: number % 7 === 3 ? "" : first,
    lastName: number % 11 === 5 ? "" : last,
    isStaff: number % 6 === 1,
    isActive: number % 9 !== 8,
    permissions: [],
  };
}

async function addUser(database, { username, firstName, lastName, password, permissions = [], ...flags }) {
  const { isStaff = false, isSuperuser = false, isActive = true } = flags;
  const email = `${username}@example.com`;
  await database.execute(
    `INSERT INTO users (id, username, username_key, email, email_key, first_name, last_name, password, is_staff, is_superuser, is_active, joined_at)
     VALUES (gen_random_uuid(), $1::text, $1::text, $2::text, $2::text, $3, $4, $5, $6, $7, $8, '2026-11-20 21:29:08+00')`,
    [username, email, firstName, lastName, password, isStaff, isSuperuser, isActive],
  );
  await grant(database, { table: "user", owner: "username", name: username, permissions });
}

async function addGroup(database, name, permissions) {
  await database.execute("INSERT INTO groups (id, name) VALUES (gen_random_uuid(), $1)", [name]);
  await grant(database, { table: "group", owner: "name", name, permissions });
}

async function grant(database, { table, owner, name, permissions }) {
  await database.execute(
    `INSERT INTO ${table}_permissions (${table}_id, permission_id)
     SELECT o.id, p.id FROM ${table}s o, permissions p WHERE o.${owner} = $1 AND p.app_label || '.' || p.codename = ANY($2)`,
    [name, permissions],
  );
}
