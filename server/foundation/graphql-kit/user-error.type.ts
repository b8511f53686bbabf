import { GraphQLJSON } from "graphql-scalars";
import { Field, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

import { type AuthErrorCode, authErrorCodes } from "../kernel/error-codes.js";
import { type UserError, UserErrors, type UserErrorParams } from "../kernel/user-error.js";

/** The codes as an object whose values are their own names, as GraphQL wants an enum. */
const AuthErrorCodeEnum = Object.fromEntries(Object.keys(authErrorCodes).map((code) => [code, code])) as {
  readonly [Code in AuthErrorCode]: Code;
};

registerEnumType(AuthErrorCodeEnum, {
  name: "AuthErrorCode",
  description: "What is wrong with an input. New values may be added: treat an unknown one as `INVALID` and show the message.",
  valuesConfig: Object.fromEntries(Object.entries(authErrorCodes).map(([code, description]) => [code, { description }])),
});

@InterfaceType("Error", { description: "A fault that the caller can mend." })
abstract class ErrorInterface {
  @Field(() => AuthErrorCodeEnum, { description: "What is wrong, for programs." })
  code!: AuthErrorCode;

  @Field(() => String, { description: "What is wrong and what to do, in English, for people." })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'The input field at fault, such as `["input", "email"]`; null when no single field is.',
  })
  path!: readonly string[] | null;
}

@ObjectType("UserError", { implements: ErrorInterface, description: "A fault in the input that the person at the form can mend." })
export class UserErrorType extends ErrorInterface {
  @Field(() => GraphQLJSON, {
    nullable: true,
    description: "Values that the message mentions (`minLength`, `maxLength`, `attribute`), so that clients can translate it.",
  })
  params!: UserErrorParams | null;
}

/** What every mutation's payload has. */
export interface Payload {
  userErrors: UserErrorType[];
}

/**
 * Runs a mutation and turns faults that the person can mend into data; everything else stays thrown.
 *
 * @param work gives the fields of the payload; it throws `UserErrors` to answer with faults only
 */
export async function payloadOf<T extends object>(work: () => Promise<T>): Promise<T & Payload> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof UserErrors) return { userErrors: error.errors.map(toUserErrorType) } as unknown as T & Payload;
    throw error;
  }
}

/** Shows a user error to the API. */
export function toUserErrorType({ code, message, path, params }: UserError): UserErrorType {
  return { code, message, path: path.length > 0 ? path : null, params: params ?? null };
}
