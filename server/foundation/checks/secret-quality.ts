/** Random keys of 32 characters and more have at least this many different ones, hexadecimal ones too. */
const fewestDifferent = 8;

/** Words that stand in examples, and in keys that somebody meant to replace. */
const wellKnown = /change.?me|replace.?me|insecure|example|a key for tests/i;

/** Whether somebody could guess a key: it repeats few characters, or was never meant to be secret. */
export function isGuessable(key: string): boolean {
  return new Set(key).size < fewestDifferent || wellKnown.test(key);
}

/** Whether a key is made of words instead of random characters: letters and separators only. */
export function isMadeOfWords(key: string): boolean {
  return /^[\p{L}\s._-]+$/u.test(key);
}
