import { codePointLength } from "../../../foundation/kernel/text.js";
import type { Fault } from "../../../foundation/kernel/user-error.js";
import type { PasswordContext, PasswordValidator } from "./password-validator.js";

const labels = { username: "username", firstName: "first name", lastName: "last name", email: "email address" } as const;

type Attribute = keyof typeof labels & keyof PasswordContext;

interface Options {
  /** From 0.1 to 1; a password this similar or more is refused. Django's 0.7 unless told otherwise. */
  readonly maxSimilarity?: number;
  /** Looked at in this order; the first hit is the one reported. */
  readonly attributes?: readonly Attribute[];
}

/**
 * Refuses passwords that resemble the username, a name, the email address, or a word of them. The measure is Django's: the share
 * of characters in common whatever their order (Python's `SequenceMatcher.quick_ratio`), so anagrams are caught as well.
 */
export class UserAttributeSimilarityValidator implements PasswordValidator {
  readonly name = "not-similar-to-user";
  readonly params: { readonly maxSimilarity: number };
  private readonly attributes: readonly Attribute[];

  /** @throws RangeError when `maxSimilarity` is below 0.1, where nearly every password would be refused. */
  constructor({ maxSimilarity = 0.7, attributes = ["username", "firstName", "lastName", "email"] }: Options = {}) {
    if (!(maxSimilarity >= 0.1)) throw new RangeError("maxSimilarity must be at least 0.1");
    this.params = { maxSimilarity };
    this.attributes = attributes;
  }

  check(password: string, user: PasswordContext): Fault | undefined {
    const letters = new Letters(password.toLowerCase());
    const attribute = this.attributes.find((one) => wordsOf(user[one]).some((word) => this.isSimilar(letters, word)));
    if (!attribute) return undefined;
    return {
      code: "TOO_SIMILAR",
      message: `Choose a password that is less like the ${labels[attribute]}.`,
      params: { attribute },
    };
  }

  describe(): string {
    const names = new Intl.ListFormat("en", { type: "disjunction" }).format(this.attributes.map((one) => labels[one]));
    return `Choose a password that does not resemble your ${names}.`;
  }

  private isSimilar(password: Letters, word: string): boolean {
    const length = codePointLength(word);
    // Django's guard against long passwords (CVE-2021-45115): a word this short cannot reach the limit.
    if (password.length >= 10 * length && length < (this.params.maxSimilarity / 2) * password.length) return false;
    return password.similarityTo(word, length) >= this.params.maxSimilarity;
  }
}

/** The words of an attribute in lower case, and last the whole; nothing for an attribute that is missing or empty. */
function wordsOf(value: string | undefined): string[] {
  if (!value) return [];
  const whole = value.toLowerCase();
  return [...whole.split(/[^\p{L}\p{N}_]+/u), whole];
}

/** How often each code point occurs in a text, counted once so that each comparison costs only the length of the word. */
class Letters {
  readonly length: number;
  private readonly counts = new Map<string, number>();

  constructor(text: string) {
    for (const letter of text) this.counts.set(letter, (this.counts.get(letter) ?? 0) + 1);
    this.length = codePointLength(text);
  }

  /** Twice the number of code points in common, divided by the sum of both lengths: 1 for anagrams, 0 for nothing in common. */
  similarityTo(word: string, wordLength: number): number {
    const taken = new Map<string, number>();
    let common = 0;
    for (const letter of word) {
      const used = taken.get(letter) ?? 0;
      if (used === (this.counts.get(letter) ?? 0)) continue;
      taken.set(letter, used + 1);
      common++;
    }
    return common === 0 ? 0 : (2 * common) / (this.length + wordLength);
  }
}
