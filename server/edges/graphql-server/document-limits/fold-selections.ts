import { Kind, type FieldNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from "graphql";

/** How a number is worked out for a selection set. */
export interface SelectionFold {
  /** The value of one field; `nested` works out the value of its own selections, 0 for a leaf. */
  readonly field: (field: FieldNode, nested: () => number) => number;
  /** Joins the values of selections that stand side by side; 0 must be neutral. */
  readonly join: (left: number, right: number) => number;
}

type FragmentSource = (name: string) => FragmentDefinitionNode | null | undefined;

/**
 * Gives a function that works out a number for a selection set, following fragments. Each fragment is worked out once,
 * so the work is linear in the document however often and however deep fragments spread each other. Within a cycle the
 * inner spread counts 0: cycles are refused by standard validation.
 */
export function foldSelections(findFragment: FragmentSource, fold: SelectionFold): (set: SelectionSetNode | undefined) => number {
  const known = new Map<string, number>();

  const valueOfFragment = (name: string): number => {
    const value = known.get(name);
    if (value !== undefined) return value;
    known.set(name, 0);
    const computed = valueOfSet(findFragment(name)?.selectionSet);
    known.set(name, computed);
    return computed;
  };
  const valueOf = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return valueOfFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return valueOfSet(selection.selectionSet);
    return fold.field(selection, () => valueOfSet(selection.selectionSet));
  };
  const valueOfSet = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((total, selection) => fold.join(total, valueOf(selection)), 0);

  return valueOfSet;
}
