import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from "graphql";

/** What a request asks for, in words of the schema. */
export interface Operation {
  /** The root field; `several` for more than one, `introspection` for fields that tell of the schema only. */
  readonly operation: string;
  /** The root fields, each once, at most {@link mostFields}. */
  readonly fields: readonly string[];
}

/** More would only make log lines long. */
const mostFields = 10;

const known = new WeakMap<OperationDefinitionNode, Operation>();

/** Finds out what a valid operation asks for. Names that the client chose, such as aliases, are not among it. */
export function operationOf(document: DocumentNode, definition: OperationDefinitionNode): Operation {
  const remembered = known.get(definition);
  if (remembered) return remembered;
  const names = new Set(rootFields(document, definition.selectionSet).filter((name) => !name.startsWith("__")));
  const fields = [...names].slice(0, mostFields);
  const operation = { operation: names.size > 1 ? "several" : (fields[0] ?? "introspection"), fields };
  known.set(definition, operation);
  return operation;
}

function rootFields(document: DocumentNode, { selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? rootFields(document, fragment.selectionSet) : [];
  });
}
