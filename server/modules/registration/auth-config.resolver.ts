import { GraphQLJSON } from "graphql-scalars";
import { Field, Int, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";

import { Public } from "../../foundation/graphql-kit/access.js";
import type { AccountRules } from "../accounts/users.service.js";
import { maxPasswordLength, type PasswordsService } from "../passwords/passwords.service.js";
import { LogInMethodEnum } from "../sessions/session.type.js";
import type { LogInMethod } from "../sessions/session.entity.js";
import type { SignUpRules } from "./sign-up.service.js";

/** What an identifier may be. */
const LogInIdentifierEnum = { USERNAME: "USERNAME", EMAIL: "EMAIL" } as const;

registerEnumType(LogInIdentifierEnum, {
  name: "LogInIdentifier",
  description: "What people may type as identifier. New values may be added.",
  valuesConfig: { USERNAME: { description: "The username." }, EMAIL: { description: "The email address." } },
});

@ObjectType({ description: "One rule that new passwords must keep." })
class PasswordRule {
  @Field(() => String, { description: "Stable name: `minimum-length`, `not-common` and so on; more may be configured." })
  name!: string;

  @Field(() => String, { description: "The rule in one English sentence." })
  description!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: "Values of the rule, such as `minLength`." })
  params!: Readonly<Record<string, unknown>> | null;
}

@ObjectType({ description: "What new passwords must be like. Show it before anyone types." })
class PasswordPolicy {
  @Field(() => Int, { description: "Fewest characters (Unicode code points)." })
  minLength!: number;

  @Field(() => Int, { description: "Most characters (Unicode code points)." })
  maxLength!: number;

  @Field(() => [PasswordRule], { description: "All rules, in the order they are checked." })
  rules!: PasswordRule[];
}

@ObjectType({ description: "A field that sign-up takes beside username and password." })
class SignUpFieldType {
  @Field(() => String, { description: "Name of the field in `SignUpInput`." })
  name!: string;

  @Field(() => Boolean, { description: "Whether it must be filled in." })
  required!: boolean;
}

@ObjectType("AuthConfig", { description: "How this server is set up, as far as front ends need to know." })
class AuthConfigType {
  @Field(() => Boolean, { description: "Whether strangers may sign up." })
  signUpOpen!: boolean;

  @Field(() => [SignUpFieldType], { description: "What sign-up takes beside username and password." })
  signUpFields!: SignUpFieldType[];

  @Field(() => [LogInMethodEnum], { description: "Ways to log in." })
  logInMethods!: LogInMethod[];

  @Field(() => [LogInIdentifierEnum], { description: "What people may type as identifier." })
  logInIdentifiers!: (keyof typeof LogInIdentifierEnum)[];

  @Field(() => PasswordPolicy, { description: "Rules for new passwords." })
  passwordPolicy!: PasswordPolicy;
}

@Resolver()
export class AuthConfigResolver {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly signUpRules: SignUpRules,
    private readonly accountRules: AccountRules,
  ) {}

  @Public()
  @Query(() => AuthConfigType, { description: "What front ends need to know before anybody logs in." })
  authConfig(): AuthConfigType {
    const rules = this.passwords.validators.map((rule) => ({ name: rule.name, description: rule.describe(), params: rule.params ?? null }));
    return {
      signUpOpen: this.signUpRules.isOpen,
      signUpFields: this.signUpRules.fields.map(({ name, isRequired }) => ({ name, required: isRequired })),
      logInMethods: ["PASSWORD"],
      logInIdentifiers: this.accountRules.logInWith.map((word) => (word === "email" ? "EMAIL" : "USERNAME")),
      passwordPolicy: { minLength: this.passwords.minLength, maxLength: maxPasswordLength, rules },
    };
  }
}
