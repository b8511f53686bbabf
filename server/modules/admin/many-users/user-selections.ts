import { permissionsThatAllow } from "../../../foundation/kernel/permissions-that-allow.js";
import { RequestError } from "../../../foundation/kernel/request-error.js";
import { UserErrors } from "../../../foundation/kernel/user-error.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import { SqlValues } from "../../../foundation/platform/database/sql-values.js";
import { permissionsToAsk } from "../../accounts/user-filter.js";
import { userConditionsOf, type UserSelection } from "../../accounts/users.queries.js";
import type { StaffActor } from "../staff/delegation.js";

/** The users of a list, instead of their ids. */
export interface StaffSelection extends UserSelection {
  /** Says that all are meant where nothing narrows the list. */
  readonly everyone: boolean;
}

/** Finds the users that staff selects as it lists them. */
export class UserSelections {
  constructor(private readonly database: Database) {}

  /**
   * The keys of the selected users, in order, at most so many.
   *
   * @throws RequestError `FORBIDDEN` when the actor may not see what the selection asks about, `BAD_USER_INPUT` for filters that cannot be
   * @throws UserErrors `REQUIRED` at `input.matching` when nothing narrows the selection and `everyone` is not said
   */
  async find(actor: StaffActor, selection: StaffSelection, most: number): Promise<string[]> {
    refuseUnseen(actor, selection);
    const values = new SqlValues();
    const where = whereOf(selection, values);
    const sql = `SELECT users.id FROM users WHERE ${where} ORDER BY users.id LIMIT ${values.add(most)}`;
    return (await this.database.query<{ id: string }>(sql, values.list)).map(({ id }) => id);
  }

  /** Writes the keys of the selected users down as targets of a bulk change, in order, and says how many they are. */
  async writeTargets(changeId: string, selection: StaffSelection): Promise<number> {
    const values = new SqlValues();
    const change = values.add(changeId);
    return this.database.execute(
      `INSERT INTO bulk_change_targets (change_id, position, user_id)
       SELECT ${change}, row_number() OVER (ORDER BY users.id), users.id FROM users WHERE ${whereOf(selection, values)}`,
      values.list,
    );
  }
}

function refuseUnseen({ user, held }: StaffActor, { filter }: StaffSelection): void {
  const needed = ["auth.view_user", ...(filter ? permissionsToAsk(filter) : [])];
  const missing = needed.find((permission) => !user.isSuperuser && !permissionsThatAllow(permission).some((enough) => held.has(enough)));
  if (missing === undefined) return;
  throw new RequestError("FORBIDDEN", `This needs the permission ${missing}.`, { requiredPermissions: [missing] });
}

function whereOf(selection: StaffSelection, values: SqlValues): string {
  const conditions = userConditionsOf(selection, values);
  if (!selection.everyone && conditions.every(letsAllThrough)) throw new UserErrors([nothingNarrows]);
  return ["true", ...conditions].map((condition) => `(${condition})`).join(" AND ");
}

/** Filters of which nothing is left, such as `{and: [{}]}` or `{username: {}}`, are as good as none. */
function letsAllThrough(condition: string): boolean {
  return /^(?:true|AND|OR|[() ])*$/.test(condition);
}

const nothingNarrows = {
  code: "REQUIRED",
  message: "This selects every user. Say everyone: true if you mean it.",
  path: ["input", "matching"],
} as const;
