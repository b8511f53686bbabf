/**
 * Variables that commands read and the server does not, with their meaning. They are no settings: their values go to the one
 * command that asks for them and nowhere else.
 */
export const commandVariables = {
  GATEHOUSE_SUPERUSER_USERNAME: "Username for `createsuperuser --no-input`; the option `--username` beats it.",
  GATEHOUSE_SUPERUSER_EMAIL: "Email address for `createsuperuser --no-input`, blank for none; the option `--email` beats it.",
  GATEHOUSE_SUPERUSER_PASSWORD: "Password for `createsuperuser --no-input`; without it, no password opens the account.",
} as const;
