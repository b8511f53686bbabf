import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from "graphql";

/** Fields that lead to others, from the outside in, such as `["edges", "node"]`. */
type FieldPath = readonly string[];

/**
 * Finds the names of the fields that are asked for at the ends of some paths inside what a resolver gives; `@skip` and `@include` are
 * not looked at.
 */
export function createFieldFinder(...paths: readonly FieldPath[]): (info: GraphQLResolveInfo) => ReadonlySet<string> {
  // Documents are kept, and their nodes with them: most requests cost one look-up.
  const known = new WeakMap<FieldNode, ReadonlySet<string>>();
  return (info) => {
    const [field] = info.fieldNodes;
    const fields = field && known.get(field);
    if (fields && info.fieldNodes.length === 1) return fields;
    const selections = info.fieldNodes.map(({ selectionSet }) => selectionSet);
    const found = new Set(paths.flatMap((path) => fieldsAt(path, selections, info)).map(({ name }) => name.value));
    if (field && info.fieldNodes.length === 1) known.set(field, found);
    return found;
  };
}

/** The fields at the end of a path. */
function fieldsAt([name, ...rest]: FieldPath, selections: Selections, info: GraphQLResolveInfo): FieldNode[] {
  const seen = new Set<string>();
  const fields = selections.flatMap((set) => fieldsOf(set, info, seen));
  if (name === undefined) return fields;
  const next = fields.filter((field) => field.name.value === name).map(({ selectionSet }) => selectionSet);
  return fieldsAt(rest, next, info);
}

type Selections = readonly (SelectionSetNode | undefined)[];

/**
 * The fields of a selection set, with those of its fragments. Each fragment is opened once: thirty of them, each of which spreads the
 * next one twice, would be opened 2^30 times.
 */
function fieldsOf(selections: SelectionSetNode | undefined, info: GraphQLResolveInfo, seen: Set<string>): FieldNode[] {
  return (selections?.selections ?? []).flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, info, seen);
    const name = selection.name.value;
    if (seen.has(name)) return [];
    seen.add(name);
    return fieldsOf(info.fragments[name]?.selectionSet, info, seen);
  });
}
