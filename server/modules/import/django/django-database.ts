import { Client } from "pg";

import { ImportSourceError, type SourceRow } from "../imported-rows.js";
import { type DjangoModels, djangoModels, type DjangoObject, type DjangoObjects } from "./django-object.js";

/** Rows that are asked for at once. */
const batchSize = 1_000;

/**
 * The PostgreSQL database of a Django project. All reading happens in one snapshot, so the project may go on running; nothing is
 * written to it. Rows come in batches by primary key.
 *
 * @param userModel value of `AUTH_USER_MODEL`
 * @throws ImportSourceError when there is no such database
 */
export async function openDjangoDatabase(url: string, userModel: string): Promise<DjangoObjects> {
  const client = new Client({ connectionString: url, application_name: "gatehouse-import" });
  // A lost connection also fails the query under way; that is the one place where it is told.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SET TIME ZONE 'UTC'; BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  } catch (error) {
    throw new ImportSourceError(`the database of --from cannot be used: ${(error as Error).message}`);
  }
  const models = djangoModels(userModel);
  const statements = statementsOf(models);
  return {
    models,
    read: async function* read(wanted) {
      for (const model of wanted) {
        const sql = statements.get(model);
        if (sql !== undefined) yield* readRows(client, model, sql);
      }
    },
    close: async () => client.end(),
  };
}

async function* readRows(client: Client, model: string, sql: string): AsyncGenerator<SourceRow<DjangoObject>> {
  for (let last: unknown; ;) {
    const rows = await fetchBatch(client, sql, last);
    for (const { pk, ...fields } of rows) yield { place: `${model} ${String(pk)}`, row: { model, pk: String(pk), fields } };
    if (rows.length < batchSize) return;
    last = rows.at(-1)?.["pk"];
  }
}

async function fetchBatch(client: Client, sql: string, last: unknown): Promise<Record<string, unknown>[]> {
  const after = last === undefined ? "" : "WHERE id > $1";
  try {
    const text = `${sql} ${after} ORDER BY id LIMIT ${batchSize}`;
    return (await client.query<Record<string, unknown>>(text, last === undefined ? [] : [last])).rows;
  } catch (error) {
    throw new ImportSourceError(`the database of --from is no such Django database: ${(error as Error).message}`);
  }
}

/** The fields are called as in Django, and as dumpdata calls them. */
function statementsOf(models: DjangoModels): Map<string, string> {
  const table = models.user.replace(".", "_");
  const column = `${models.user.split(".")[1] ?? ""}_id`;
  const related = (joined: string, key: string): string =>
    `ARRAY(SELECT ${key} FROM "${table}_${joined}" AS related WHERE related."${column}" = owner.id ORDER BY ${key})`;
  return new Map([
    [models.contentType, "SELECT id AS pk, app_label, model FROM django_content_type"],
    [models.permission, "SELECT id AS pk, name, content_type_id AS content_type, codename FROM auth_permission"],
    [
      models.group,
      `SELECT id AS pk, name,
              ARRAY(SELECT permission_id FROM auth_group_permissions WHERE group_id = auth_group.id ORDER BY 1) AS permissions
       FROM auth_group`,
    ],
    [
      models.user,
      `SELECT id AS pk, password, last_login::timestamptz, is_superuser, username, first_name, last_name, email, is_staff, is_active,
              date_joined::timestamptz, ${related("groups", "group_id")} AS groups,
              ${related("user_permissions", "permission_id")} AS user_permissions
       FROM "${table}" AS owner`,
    ],
    [
      models.logEntry,
      `SELECT id AS pk, action_time::timestamptz, user_id AS user, content_type_id AS content_type, object_id, object_repr, action_flag,
              change_message
       FROM django_admin_log`,
    ],
  ]);
}
