/** Everything about a row that an operator has to decide, with what it means, and the choices there are. */
export const conflictKinds = {
  "row-invalid": { meaning: "a row, or a value of it, cannot be read", choices: ["skip"] },
  "external-id-taken": { meaning: "a user here with another name has the old id already: was it another project?", choices: ["skip"] },
  "username-duplicate": { meaning: "the name differs from an earlier one only in case or form of letters", choices: ["skip", "rename"] },
  "username-taken": { meaning: "an account here has the name", choices: ["skip", "rename"] },
  "username-invalid": { meaning: "the name has characters that usernames may not have, or is too long", choices: ["skip", "rename"] },
  "person-name-invalid": { meaning: "first or last name has control characters, or is too long", choices: ["skip", "clean"] },
  "email-invalid": { meaning: "the address is none that mail could be sent to", choices: ["skip", "clear"] },
  "email-shared": { meaning: "an earlier user has the same address", choices: ["skip", "clear", "share"] },
  "email-taken": { meaning: "an account here has the address", choices: ["skip", "clear", "share"] },
  "password-unreadable": {
    meaning: "no hasher of GATEHOUSE_PASSWORD_HASHERS reads the password record, so that nobody could log in",
    choices: ["skip", "keep", "unusable"],
  },
  "reference-unknown": { meaning: "a group or permission that neither the source nor this server has", choices: ["skip", "drop"] },
  "group-differs": { meaning: "a group of this name is here, with other permissions", choices: ["merge", "keep"] },
} as const satisfies Record<string, { readonly meaning: string; readonly choices: readonly string[] }>;

/** A key of {@link conflictKinds}. */
export type ConflictKind = keyof typeof conflictKinds;

/** One way out of a kind of conflict. */
export type ChoiceOf<Kind extends ConflictKind> = (typeof conflictKinds)[Kind]["choices"][number];

/** What the operator has decided so far. */
export type Choices = { readonly [Kind in ConflictKind]?: ChoiceOf<Kind> };

/**
 * Reads `kind=choice` as typed.
 *
 * @returns undefined when there is no such kind, or no such choice for it
 */
export function parseChoice(text: string): Choices | undefined {
  const [kind = "", choice = ""] = text.split("=", 2);
  const known = Object.entries(conflictKinds).find(([name]) => name === kind)?.[1];
  return known?.choices.some((one) => one === choice) ? { [kind]: choice } : undefined;
}
