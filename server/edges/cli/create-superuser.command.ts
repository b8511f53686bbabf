import { Command, Option } from "commander";

import type { System } from "../../composition.js";
import { loggedUser } from "../../modules/accounts/user-record.js";
import { askForSuperuser } from "./ask-for-superuser.js";
import type { CommandContext } from "./command.js";
import { commandSource } from "./command-source.js";
import { givenSuperuser, refuseFaultySuperuser, type SuperuserOptions } from "./given-superuser.js";
import { withSystem } from "./installation.js";
import { createSuperuserChecks, type NewSuperuser } from "./superuser-checks.js";
import { suggestUsername, systemUsername } from "./system-username.js";

interface CreateSuperuserOptions extends SuperuserOptions {
  readonly input: boolean;
  readonly noinput?: boolean;
}

const environmentHelp = `
Variables, read with --no-input only; an option beats its variable:
  GATEHOUSE_SUPERUSER_USERNAME, GATEHOUSE_SUPERUSER_EMAIL
  GATEHOUSE_SUPERUSER_PASSWORD  without it, no password opens the account`;

const skipped =
  "Superuser creation skipped, because nobody can be asked here: this is not a terminal. " +
  "Run `gatehouse createsuperuser` in one, or give --no-input.";

/** `createsuperuser`: makes a user who may do everything, as Django's command of that name. Works beside a running server. */
export function createSuperuserCommand(context: CommandContext): Command {
  return new Command("createsuperuser")
    .description("Make a user who may do everything. Asks for what is not given; the password is never shown.")
    .option("--username <name>", "name to log in with")
    .option("--email <address>", 'email address, "" for none')
    .option("--no-input", "ask nothing; take what is missing from the environment")
    .addOption(new Option("--noinput").hideHelp())
    .option("--skip-password-validation", "with --no-input: take a password that breaks the rules for new passwords")
    .addHelpText("after", environmentHelp)
    .action(async (options: CreateSuperuserOptions) => createSuperuser(options, context));
}

async function createSuperuser(options: CreateSuperuserOptions, context: CommandContext): Promise<void> {
  const { terminal, environment } = context;
  const given = options.input && options.noinput !== true ? undefined : givenSuperuser(options, environment);
  if (!given && !terminal.isInteractive) {
    terminal.print(skipped);
    return;
  }
  await withSystem(context, async (system, database) => {
    const checks = createSuperuserChecks(system);
    if (given) await refuseFaultySuperuser(given, checks, options);
    const known = { ...options, suggestedUsername: suggestUsername(systemUsername()) };
    const superuser = given ?? (await askForSuperuser(terminal, checks, known));
    const record = superuser.password === undefined ? system.passwords.makeUnusable() : await system.passwords.hash(superuser.password);
    await database.atomic(async () => makeSuperuser(system, superuser, record));
    terminal.print("Superuser created successfully.");
    if (superuser.password === undefined) terminal.print("No password was given, so nobody can log in to this account yet.");
  });
}

async function makeSuperuser({ users, audit }: System, { username, email }: NewSuperuser, record: string): Promise<void> {
  const user = await users.create({ username, email, firstName: "", lastName: "", password: record, isStaff: true, isSuperuser: true });
  await audit.record({ action: "ADD", object: loggedUser(user), source: commandSource(), details: { by: "cli", isSuperuser: true } });
}
