import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/** A field and the fields inside it that lead to another one, such as `["nodes", "groups"]`. */
type FieldPath = readonly string[];

/** Whether what a resolver gives will be asked for one of some fields inside; `@skip` and `@include` are not looked at. */
export function createSelectionCheck(...paths: readonly FieldPath[]): (info: GraphQLResolveInfo) => boolean {
  // Documents are kept, and their nodes with them: most requests cost one look-up.
  const known = new WeakMap<FieldNode, boolean>();
  return (info) => {
    const [field] = info.fieldNodes;
    const answer = field && known.get(field);
    if (answer !== undefined && info.fieldNodes.length === 1) return answer;
    const found = paths.some((path) => info.fieldNodes.some(({ selectionSet }) => hasPath(selectionSet, path, info)));
    if (field && info.fieldNodes.length === 1) known.set(field, found);
    return found;
  };
}

function hasPath(selections: SelectionSetNode | undefined, path: FieldPath, info: GraphQLResolveInfo): boolean {
  const [name, ...rest] = path;
  return (selections?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return hasPath(selection.selectionSet, path, info);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return hasPath(info.fragments[selection.name.value]?.selectionSet, path, info);
    return selection.name.value === name && (rest.length === 0 || hasPath(selection.selectionSet, rest, info));
  });
}
