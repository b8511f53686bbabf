import pg from "pg";

/**
 * The test cluster without a pooler in between, which would keep connections to databases that are to be copied: TEST_DATABASE_URL,
 * unless TEST_DATABASE_ADMIN_URL names it.
 */
function administratorUrl() {
  return process.env.TEST_DATABASE_ADMIN_URL ?? process.env.TEST_DATABASE_URL ?? "";
}

/** The URL of a database in the test cluster. */
export function databaseUrl(name) {
  return withDatabase(process.env.TEST_DATABASE_URL ?? "", name);
}

/** The settings with which a server uses a database of the test cluster, by what the cluster is reached through. */
export function databaseSettings(name) {
  const { TEST_DATABASE_REPLICA_URL: replica, TEST_DATABASE_NAMED_STATEMENTS: namedStatements } = process.env;
  return {
    DATABASE_URL: databaseUrl(name),
    ...(replica !== undefined && { DATABASE_REPLICA_URLS: withDatabase(replica, name) }),
    ...(namedStatements !== undefined && { GATEHOUSE_NAMED_STATEMENTS: namedStatements }),
  };
}

/** As {@link databaseUrl}, past a pooler. */
export function directDatabaseUrl(name) {
  return withDatabase(administratorUrl(), name);
}

function withDatabase(base, name) {
  const url = new URL(base);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement as the superuser of the test cluster, outside of any test database. */
export async function runAsAdministrator(statement) {
  const client = new pg.Client({ connectionString: administratorUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
