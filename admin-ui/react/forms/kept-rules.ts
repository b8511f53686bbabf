/** A rule of passwords, as the server describes it. */
interface Rule {
  readonly name: string;
  readonly params: unknown;
}

/** Whether a password is known to keep a rule. Lengths are counted here, in code points as the server does; other rules it judges alone. */
export function isKept({ name, params }: Rule, password: string): boolean {
  const { minLength } = (params ?? {}) as { minLength?: unknown };
  return name === "minimum-length" && typeof minLength === "number" && [...password].length >= minLength;
}
