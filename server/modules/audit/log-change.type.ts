import { GraphQLJSON } from "graphql-scalars";
import { Field, ObjectType } from "type-graphql";

@ObjectType("LogChange", { description: "A field of an object that is not what it was." })
export class LogChangeType {
  @Field(() => String, { description: "Name of the field, as inputs and types have it." })
  field!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "What it was: text, number, boolean or a list of names; null for an object that was made, and always for a password.",
  })
  old!: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "What it is since then; null for an object that was deleted, and always for a password.",
  })
  new!: unknown;
}

/** Details of a log entry that holds changes. */
interface Changes {
  readonly changes?: Readonly<Record<string, { readonly from?: unknown; readonly to?: unknown }>>;
}

/** The changes that the details of a log entry tell of. */
export function toLogChanges(details: Changes): LogChangeType[] {
  return Object.entries(details.changes ?? {}).map(([field, { from, to }]) => ({ field, old: from ?? null, new: to ?? null }));
}
