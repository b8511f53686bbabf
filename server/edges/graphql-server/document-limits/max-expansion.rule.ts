import {
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from "graphql";
import { tooComplex } from "./too-complex.js";

type FragmentSource = (name: string) => FragmentDefinitionNode | null | undefined;

/**
 * Bounds the work that a document makes for those who expand its fragments and merge its fields: one for every selection
 * met, and one for every pair of fields that share a response name and so must be compared. Merging is what makes
 * documents of a few hundred tokens dear (CVE-2023-26144, CVE-2026-40476): 500 times `me { id }` are 125,000 comparisons
 * in OverlappingFieldsCanBeMerged. Forty fragments that all select `id` are 780.
 *
 * The count itself stops at the limit, so fragments that fan out 2^n, or in cycles, cost no more than any other.
 */
export function maxExpansion(limit: number): ValidationRule {
  return (context) => ({
    Document({ definitions }) {
      const reached = new Set<string>();
      const findFragment: FragmentSource = (name) => {
        reached.add(name);
        return context.getFragment(name);
      };
      let left = limit;
      const spend = ({ selectionSet }: OperationDefinitionNode | FragmentDefinitionNode): void => {
        if (left >= 0) left -= expansionWork(selectionSet, findFragment, left);
      };
      for (const operation of definitions) if (operation.kind === Kind.OPERATION_DEFINITION) spend(operation);
      // Standard validation also looks at fragments that no operation reaches.
      for (const fragment of definitions) {
        if (fragment.kind === Kind.FRAGMENT_DEFINITION && !reached.has(fragment.name.value)) spend(fragment);
      }
      if (left < 0) {
        context.reportError(tooComplex(`Expanding the document takes more than ${limit} steps; repeat fewer fields and fragments.`));
      }
    },
  });
}

/**
 * Counts as {@link maxExpansion} says, level by level, as execution does: fields of one response name become one group, and
 * the selections of a group are the next level. Stops soon after `limit`: at most one level later, and a level is never
 * larger than the document. Works without recursion, because a cycle is as deep as the limit.
 */
export function expansionWork(root: SelectionSetNode, findFragment: FragmentSource, limit: number): number {
  let work = 0;
  const levels: SelectionSetNode[][] = [[root]];
  for (let level = levels.pop(); level !== undefined && work <= limit; level = levels.pop()) {
    const { groups, visited } = groupFields(level, findFragment);
    work += visited;
    for (const fields of groups.values()) {
      work += (fields.length * (fields.length - 1)) / 2;
      const nested = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (nested.length > 0) levels.push(nested);
    }
  }
  return work;
}

interface Level {
  /** The fields of a level by response name. */
  readonly groups: ReadonlyMap<string, readonly FieldNode[]>;
  /** How many selections were looked at. */
  readonly visited: number;
}

/** Collects the fields of one level. A fragment adds its fields once per level, however often it is spread there. */
function groupFields(sets: readonly SelectionSetNode[], findFragment: FragmentSource): Level {
  const groups = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const pending = sets.flatMap((set) => set.selections);
  let visited = 0;
  for (let selection = pending.pop(); selection !== undefined; selection = pending.pop()) {
    visited += 1;
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [selection]);
      else group.push(selection);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      pending.push(...selection.selectionSet.selections);
    } else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      pending.push(...(findFragment(selection.name.value)?.selectionSet.selections ?? []));
    }
  }
  return { groups, visited };
}
