import { ArgsType, Field, Int } from "type-graphql";

import { mostSkipped, type PageRequest } from "../kernel/page.js";

/** The arguments of every connection (Relay). */
@ArgsType()
export class PageArgs implements PageRequest {
  @Field(() => Int, { nullable: true, description: "How many entries from the beginning, or from `after`; 20 by default, at most 200." })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Begin behind the entry with this cursor." })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many entries from the end, or from `before`; at most 200. Not together with `first`.",
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "End before the entry with this cursor." })
  before?: string | null;
}

/** The arguments of the lists that people leaf through by page numbers, too. */
@ArgsType()
export class JumpPageArgs extends PageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      `Skip so many entries from the beginning, at most ${mostSkipped}: for jumps to a page by its number. Slower than a cursor ` +
      "the further it goes. Not together with `after`, `before` and `last`.",
  })
  offset?: number | null;
}
