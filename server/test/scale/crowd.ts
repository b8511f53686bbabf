import type { Database } from "../../foundation/platform/database/database.js";

/** How many users the tests of plans make; the log gets twice as many entries. */
export const crowdSize = Number(process.env["SCALE_USERS"] ?? 100_000);

/** A group of a tenth of all. Nineteen in twenty are in one of the other 49, which are of one size. */
export const bigGroup = idOf(0);

/** The group and the user of a number, as {@link createCrowd} makes them. */
export function idOf(number: number): string {
  return `${number.toString(16).padStart(8, "0")}-0000-7000-8000-000000000000`;
}

/** Twenty users have this last name, wherever they stand and however many there are. */
export const rareName = "Needleworth";

const id = (number: string) => `(lpad(to_hex(${number}), 8, '0') || '-0000-7000-8000-000000000000')::uuid`;

/** Fills an empty database with users, groups and a log, in one statement each, and lets PostgreSQL look over them. */
export async function createCrowd(database: Database, size: number): Promise<void> {
  await database.atomic(async () => {
    await database.execute("SET LOCAL statement_timeout = 0");
    await database.execute(users, [size, rareName]);
    await database.execute(
      `INSERT INTO groups (id, name) SELECT ${id("i")}, format('group %s', lpad(i::text, 2, '0')) FROM generate_series(0, 49) AS i`,
    );
    await database.execute(memberships, [size]);
    await database.execute(logEntries, [size]);
  });
  for (const table of ["users", "user_groups", "groups", "log_entries"]) await database.execute(`VACUUM ANALYZE ${table}`);
}

/** A number below `below` that follows from `i`, and does not follow from the others. */
const draw = (seed: number, below: number) => `((hashint8extended(i, ${seed}) & 2147483647) % ${below})`;
const drawOf = (seed: number, texts: readonly string[]) =>
  `(ARRAY[${texts.map((text) => `'${text}'`).join(", ")}])[1 + ${draw(seed, texts.length)}]`;

const users = `
  INSERT INTO users (id, username, username_key, first_name, last_name, email, email_key, password, is_active, is_staff, is_superuser,
                     joined_at, last_login_at)
  SELECT ${id("i")}, name, lower(name), first, last, email, email, '!' || md5(i::text),
    ${draw(1, 20)} > 0, ${draw(2, 100)} = 0, ${draw(3, 10_000)} = 0, now() - ${draw(4, 1500)} * interval '1 day' - i * interval '1 second',
    CASE WHEN ${draw(5, 5)} > 0 THEN now() - ${draw(6, 17_000)} * interval '1 hour' END
  FROM (
    SELECT i, first, last, format('%s.%s-%s', first, last, i) AS name,
      CASE WHEN ${draw(7, 50)} > 0 THEN format('%s%s@mail%s.example', lower(first), i, ${draw(8, 40)} * ${draw(9, 3)}) ELSE '' END AS email
    FROM (
      SELECT i, ${drawOf(10, ["Ada", "Grace", "Alan", "Barbara", "Édouard", "Zoë", "Niklaus", "Edsger"])} AS first,
        CASE WHEN i % ($1::int / 20) = 5 THEN $2
          ELSE ${drawOf(11, ["Lovelace", "Hopper", "Turing", "Liskov", "Lucas"])} || ${draw(12, 977)} END AS last
      FROM generate_series(1, $1::int) AS i
    ) AS names
  ) AS people`;

const memberships = `
  INSERT INTO user_groups (user_id, group_id)
  SELECT ${id("i")}, ${id("0")} FROM generate_series(1, $1::int) AS i WHERE ${draw(20, 10)} = 0
  UNION ALL
  SELECT ${id("i")}, ${id(`1 + ${draw(21, 49)}`)} FROM generate_series(1, $1::int) AS i WHERE ${draw(22, 20)} > 0`;

const logEntries = `
  INSERT INTO log_entries (id, occurred_at, action, outcome, actor_id, actor_name, object_type, object_id, object_name, request_id)
  SELECT ${id("i")}, now() - i * interval '1 minute', CASE WHEN i % 3 = 0 THEN 'CHANGE' ELSE 'LOG_IN' END, 'SUCCESS',
    ${id("1 + i % 5000")}, 'somebody', 'auth.user', ${id("1 + i % $1::int")}::text, 'somebody', 'made'
  FROM generate_series(1, 2 * $1::int) AS i`;
