import { Extensions, Field, Int, ObjectType } from "type-graphql";

import type { Page } from "../kernel/page.js";

@ObjectType({ description: "Where a page of a list begins and ends (Relay)." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether the list goes on after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether the list has entries before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "Cursor of the first entry; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "Cursor of the last entry; null on an empty page." })
  endCursor!: string | null;
}

/** A connection as resolvers give it. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
  /** Called only when the total is asked for. */
  readonly countAll: () => Promise<number>;
  /** Called only when an approximate total is asked for. */
  readonly estimateAll: () => Promise<number>;
}

/** Turns a page of rows into a connection of nodes. */
export function toConnection<Row, Node>(page: Page<Row>, toNode: (row: Row) => Node): Connection<Node> {
  const nodes = page.rows.map(({ row }) => toNode(row));
  const { rows, hasNextPage, hasPreviousPage } = page;
  return {
    // Edges and cursors are made when they are asked for.
    get edges() {
      return nodes.map((node, index) => ({ cursor: rows[index]?.cursor ?? "", node }));
    },
    nodes,
    get pageInfo() {
      return { hasNextPage, hasPreviousPage, startCursor: rows.at(0)?.cursor ?? null, endCursor: rows.at(-1)?.cursor ?? null };
    },
    countAll: async () => page.countAll(),
    estimateAll: async () => page.estimateAll(),
  };
}

/** A total reads the whole list, so it costs as much as ten objects. */
const countingCost = 10;

/** Makes the connection and edge types of a node type. */
export function connectionTypeOf<Node extends object>(name: string, nodeType: () => new () => Node): new () => Connection<Node> {
  @ObjectType(`${name}Edge`, { description: `One entry of a \`${name}Connection\`.` })
  class EdgeType {
    @Field(() => String, { description: "Where this entry stands; good for `after` and `before`." })
    cursor!: string;

    @Field(nodeType, { description: "The entry itself." })
    node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of \`${name}\` (Relay).` })
  class ConnectionType implements Connection<Node> {
    @Field(() => [EdgeType], { description: "The entries with their cursors." })
    edges!: EdgeType[];

    @Field(() => [nodeType()], { description: "The entries without their cursors." })
    nodes!: Node[];

    @Field(() => PageInfo, { description: "Where this page begins and ends." })
    pageInfo!: PageInfo;

    countAll!: () => Promise<number>;
    estimateAll!: () => Promise<number>;

    @Extensions({ cost: countingCost })
    @Field(() => Int, { nullable: true, description: "How many entries the whole list has. Counted only when selected." })
    async totalCount(): Promise<number> {
      return this.countAll();
    }

    @Extensions({ cost: countingCost })
    @Field(() => Int, {
      description:
        "About how many entries the whole list has: exact for short lists, for long ones what the database believes. " +
        "Much cheaper than `totalCount` for long lists, and computed only when selected.",
    })
    async approximateTotalCount(): Promise<number> {
      return this.estimateAll();
    }
  }

  return ConnectionType;
}
