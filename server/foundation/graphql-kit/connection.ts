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
  /** What counts the list; called only when a total is asked for. */
  readonly page: Pick<Page<unknown>, "countAll" | "estimateAll">;
}

/** Turns a page of rows into a connection of nodes. */
export function toConnection<Row, Node>(page: Page<Row>, toNode: (row: Row) => Node): Connection<Node> {
  const nodes = page.rows.map((row) => toNode(row));
  return new PageConnection(page, nodes);
}

/**
 * Makes edges and cursors when they are asked for. A class and not an object literal, because each evaluation of a literal with a
 * getter makes a hidden class of its own in V8, which keeps the rows of its request until the next full collection.
 */
class PageConnection<Row, Node> implements Connection<Node> {
  constructor(
    readonly page: Page<Row>,
    readonly nodes: readonly Node[],
  ) {}

  get edges(): Connection<Node>["edges"] {
    const { page, nodes } = this;
    return page.rows.map((row, index) => ({ cursor: page.cursorOf(row), node: nodes[index] as Node }));
  }

  get pageInfo(): PageInfo {
    return new EndsOfPage(this.page);
  }
}

/** As {@link PageConnection}, a class for its getters. */
class EndsOfPage<Row> implements PageInfo {
  constructor(private readonly page: Page<Row>) {}

  get hasNextPage(): boolean {
    return this.page.hasNextPage;
  }

  get hasPreviousPage(): boolean {
    return this.page.hasPreviousPage;
  }

  get startCursor(): string | null {
    return this.cursorOf(this.page.rows.at(0));
  }

  get endCursor(): string | null {
    return this.cursorOf(this.page.rows.at(-1));
  }

  private cursorOf(row: Row | undefined): string | null {
    return row === undefined ? null : this.page.cursorOf(row);
  }
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

    page!: Connection<Node>["page"];

    @Extensions({ cost: countingCost })
    @Field(() => Int, { nullable: true, description: "How many entries the whole list has. Counted only when selected." })
    async totalCount(): Promise<number> {
      return this.page.countAll();
    }

    @Extensions({ cost: countingCost })
    @Field(() => Int, {
      description:
        "About how many entries the whole list has: exact for short lists, for long ones what the database believes. " +
        "Much cheaper than `totalCount` for long lists, and computed only when selected.",
    })
    async approximateTotalCount(): Promise<number> {
      return this.page.estimateAll();
    }
  }

  return ConnectionType;
}
