import pg from "pg";

/** The URL of a database in the test cluster. */
export function databaseUrl(name) {
  const url = new URL(process.env.TEST_DATABASE_URL ?? "");
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement as the superuser of the test cluster, outside of any test database. */
export async function runAsAdministrator(statement) {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
