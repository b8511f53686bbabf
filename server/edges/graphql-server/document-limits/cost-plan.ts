import {
  Kind,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { readPageSize, type PageSize } from "./page-size.js";

/** A field that costs something, as far as its cost goes. Plain values cost nothing and are left out. */
export interface CostField {
  /** The name of the field in the response. */
  readonly key: string;
  /** What one object of this field costs in itself. */
  readonly weight: number;
  readonly isList: boolean;
  readonly pageSize: PageSize | undefined;
  readonly selections: CostSelections;
}

/** The costly part of a selection set. A fragment is an inner list, the same one wherever it is spread. */
export type CostSelections = readonly (CostField | CostSelections)[];

/** What the cost of an operation depends on. Made once per operation, and good for any variables. */
export interface CostPlan {
  readonly selections: CostSelections;
  readonly hasLists: boolean;
  readonly usesVariables: boolean;
}

/**
 * An object costs 1; a mutation 10, because it writes; introspection 100, because its answer is large. A field may state another
 * cost in its extensions (`cost`), such as a total, which reads the whole list.
 */
const weights = { object: 1, mutation: 10, introspection: 100 };

/** Works out the {@link CostPlan} of an operation that passed validation. Linear in the document: each fragment once. */
export function createCostPlan(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostPlan {
  return new CostPlanner(schema, document, operation).plan();
}

class CostPlanner {
  private readonly definitions: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly fragments = new Map<string, CostSelections>();
  private hasLists = false;
  private usesVariables = false;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    const definitions = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.definitions = new Map(definitions.map((definition) => [definition.name.value, definition]));
  }

  plan(): CostPlan {
    const root = this.schema.getRootType(this.operation.operation);
    const selections = root ? this.selections(this.operation.selectionSet, root) : [];
    return { selections, hasLists: this.hasLists, usesVariables: this.usesVariables };
  }

  private selections(set: SelectionSetNode, parent: GraphQLCompositeType): CostSelections {
    const parts = set.selections.map((selection) => {
      if (selection.kind === Kind.FIELD) return this.field(selection, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) return this.fragment(selection.name.value);
      return this.selections(selection.selectionSet, this.compositeType(selection.typeCondition) ?? parent);
    });
    return parts.filter((part) => part !== undefined && !(Array.isArray(part) && part.length === 0)) as CostSelections;
  }

  private fragment(name: string): CostSelections {
    const known = this.fragments.get(name);
    if (known !== undefined) return known;
    this.fragments.set(name, []);
    const definition = this.definitions.get(name);
    const type = this.compositeType(definition?.typeCondition);
    const selections = definition && type ? this.selections(definition.selectionSet, type) : [];
    this.fragments.set(name, selections);
    return selections;
  }

  private field(node: FieldNode, parent: GraphQLCompositeType): CostField | undefined {
    const key = (node.alias ?? node.name).value;
    if (node.name.value === "__schema" || node.name.value === "__type") {
      return { key, weight: weights.introspection, isList: false, pageSize: undefined, selections: [] };
    }
    const definition = "getFields" in parent ? parent.getFields()[node.name.value] : undefined;
    if (definition === undefined) return undefined;
    const isList = isListType(getNullableType(definition.type));
    const weight = this.weight(definition, parent, isList);
    const type = getNamedType(definition.type);
    const selections = node.selectionSet && isCompositeType(type) ? this.selections(node.selectionSet, type) : [];
    if (weight === 0 && selections.length === 0) return undefined;
    const pageSize = readPageSize(node, definition, this.operation);
    this.hasLists ||= isList;
    this.usesVariables ||= pageSize?.usesVariables ?? false;
    return { key, weight, isList, pageSize, selections };
  }

  private weight(definition: GraphQLField<unknown, unknown>, parent: GraphQLCompositeType, isList: boolean): number {
    if (parent === this.schema.getMutationType()) return weights.mutation;
    const stated = definition.extensions["cost"];
    if (typeof stated === "number") return stated;
    // `edges` stands for the same rows as the nodes inside.
    const isFree = !isCompositeType(getNamedType(definition.type)) || (isList && definition.name === "edges");
    return isFree ? 0 : weights.object;
  }

  private compositeType(condition: FragmentDefinitionNode["typeCondition"] | undefined): GraphQLCompositeType | undefined {
    const type = condition && typeFromAST(this.schema, condition);
    return isCompositeType(type) ? type : undefined;
  }
}
