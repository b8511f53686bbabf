import { Accounts1795000000000 } from "./1795000000000-accounts.js";

/** Every migration, oldest first. A list and not a folder search, so that a bundler or a test sees the same. */
export const allMigrations = [Accounts1795000000000];
