import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { createTestDatabase } from "../support/test-database.js";

// Debian's own: a python3 that comes first in the PATH may not see the packages.
const python = "/usr/bin/python3";
const program = resolve("server/test/django/project.py");

/** Whether this machine has Debian's packages python3-django, python3-psycopg2, python3-bcrypt and python3-argon2. */
export function hasDjango(): boolean {
  return spawnSync(python, ["-c", "import django, psycopg2, bcrypt, argon2"]).status === 0;
}

/** A user as Django sees it. */
export interface DjangoUser {
  readonly pk: number;
  readonly username: string;
  /** Null when no password opens the account. */
  readonly password: string | null;
  readonly isActive: boolean;
  /** Names for which `has_perm` says yes. */
  readonly held: readonly string[];
}

/** A real Django project with users, in a PostgreSQL database of its own. */
export interface DjangoProject {
  readonly databaseUrl: string;
  readonly answers: { readonly permissions: readonly string[]; readonly users: readonly DjangoUser[] };
  /** Runs `dumpdata` and gives the file. */
  dump(...args: readonly string[]): string;
  remove(): Promise<void>;
}

/** Migrates and populates a project, as project.py says. */
export async function createDjangoProject(): Promise<DjangoProject> {
  const database = await createTestDatabase({ empty: true });
  const directory = mkdtempSync(join(tmpdir(), "gatehouse-django-"));
  const { pathname, username, hostname, port, searchParams } = new URL(database.url);
  const address = { DB_NAME: pathname.slice(1), DB_USER: username, DB_HOST: searchParams.get("host") ?? hostname, DB_PORT: port };
  const run = (...args: readonly string[]): string =>
    execFileSync(python, [program, ...args], { encoding: "utf8", env: { ...process.env, ...address, PYTHONDONTWRITEBYTECODE: "1" } });
  run("migrate", "--verbosity", "0");
  run("populate");
  return {
    databaseUrl: database.url,
    answers: JSON.parse(run("answers")) as DjangoProject["answers"],
    dump: (...args) => {
      const file = join(directory, `dump-${args.length}.json`);
      run("dumpdata", "--output", file, ...args);
      return file;
    },
    remove: async () => {
      rmSync(directory, { recursive: true });
      await database.drop();
    },
  };
}
