import type { Issue } from "../../foundation/checks/issue.js";
import type { Database } from "../../foundation/platform/database/database.js";

interface Counts {
  readonly md5: number;
  readonly unreadable: number;
  readonly superusers: number;
}

/**
 * What operators should know of the accounts. Reads the whole table.
 *
 * @param algorithms those of the password records that can be read
 */
export async function checkUsers(database: Database, algorithms: readonly string[]): Promise<Issue[]> {
  const [counts] = await database.query<Record<keyof Counts, number>>(
    `SELECT count(*) FILTER (WHERE algorithm = 'md5' AND algorithm = ANY($1))::int AS md5,
            count(*) FILTER (WHERE is_usable AND NOT algorithm = ANY($1))::int AS unreadable,
            count(*) FILTER (WHERE is_superuser AND is_active)::int AS superusers
     FROM (SELECT split_part(password, '$', 1) AS algorithm, password NOT LIKE '!%' AS is_usable, is_superuser, is_active FROM users) AS records`,
    [algorithms],
  );
  return counts ? issuesOf(counts) : [];
}

function issuesOf({ md5, unreadable, superusers }: Counts): Issue[] {
  return [
    ...(md5 > 0 ? [md5Records(md5)] : []),
    ...(unreadable > 0 ? [unreadableRecords(unreadable)] : []),
    ...(superusers === 0 ? [noSuperuser] : []),
  ];
}

function md5Records(count: number): Issue {
  return {
    id: "security.W040",
    about: "users",
    message: `Accounts with md5 password records: ${count}.`,
    hint: "They get better ones when their owners log in. Make the passwords of those who do not come unusable.",
  };
}

function unreadableRecords(count: number): Issue {
  return {
    id: "security.W041",
    about: "users",
    message: `Accounts whose password record no hasher of GATEHOUSE_PASSWORD_HASHERS reads: ${count}.`,
    hint: "Add the hasher, if there is one; else their owners have to reset the password.",
  };
}

const noSuperuser: Issue = {
  id: "gatehouse.I010",
  about: "users",
  message: "Nobody is an active superuser.",
  hint: "`gatehouse createsuperuser` makes one.",
};
