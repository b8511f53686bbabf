import type { Choice } from "../form-description.js";

/** The choices in which all words occur, ignoring case. */
export function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

/** The choices beside some others. */
export function without(choices: readonly Choice[], others: readonly Choice[]): readonly Choice[] {
  const values = new Set(others.map(({ value }) => value));
  return choices.filter(({ value }) => !values.has(value));
}

/** The value that is marked after a step up (-1) or down (1) from the marked one, going around at the ends. */
export function steppedMark(choices: readonly Choice[], marked: readonly string[], step: 1 | -1): readonly string[] {
  if (choices.length === 0) return [];
  const at = choices.findIndex(({ value }) => marked.includes(value));
  const from = at === -1 && step === -1 ? 0 : at;
  const next = choices[(from + step + choices.length) % choices.length];
  return next ? [next.value] : [];
}
