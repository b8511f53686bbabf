import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";

import { RequestError } from "../kernel/request-error.js";
import { RequireLogin } from "./access.js";
import { parseNodeId } from "./node-id.js";
import type { NodeSource } from "./node-source.js";
import { NodeInterface } from "./node.type.js";
import type { RequestContext } from "./request-context.js";

const mostIds = 100;

@Resolver()
export class NodesResolver {
  private readonly sources: ReadonlyMap<string, NodeSource>;

  constructor(sources: readonly NodeSource[]) {
    this.sources = new Map(sources.map((source) => [source.nodeType, source]));
  }

  @RequireLogin()
  @Query(() => NodeInterface, {
    nullable: true,
    description: "One object of any type by its id; null when there is none, or you may not see it.",
  })
  async node(
    @Arg("id", () => ID, { description: "Id of any object." }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<NodeInterface | null> {
    return this.find(id, context);
  }

  @RequireLogin()
  @Query(() => [NodeInterface], {
    nullable: "items",
    description: "Objects of any types by their ids, in the order of the ids; null for each that is not there, or that you may not see.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: `At most ${mostIds} ids.` }) ids: string[],
    @Ctx() context: RequestContext,
  ): Promise<(NodeInterface | null)[]> {
    if (ids.length > mostIds) throw new RequestError("BAD_USER_INPUT", `Ask for at most ${mostIds} ids at once.`, { limit: mostIds });
    return Promise.all(ids.map(async (id) => this.find(id, context)));
  }

  private async find(id: string, context: RequestContext): Promise<NodeInterface | null> {
    const reference = parseNodeId(id);
    const source = reference && this.sources.get(reference.type);
    return source ? source.findNode(reference.key, context) : null;
  }
}
