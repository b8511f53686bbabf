import { GraphQLJSON } from "graphql-scalars";
import { Arg, Field, FieldResolver, Int, ObjectType, Query, registerEnumType, Resolver } from "type-graphql";

import { Public } from "../../foundation/graphql-kit/access.js";
import type { AccountRules } from "../accounts/users.service.js";
import { maxPasswordLength, type PasswordsService } from "../passwords/passwords.service.js";
import { LogInMethodEnum } from "../sessions/session.type.js";
import type { LogInMethod } from "../sessions/session.entity.js";
import { nextAddress, type NextAddressRules } from "./next-address.js";
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
  @Field(() => String, { description: "Name of the site." })
  siteName!: string;

  @Field(() => String, { nullable: true, description: "Path of the logo on this server; null when there is none." })
  logoUrl!: string | null;

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

/** How the site presents itself, and where it sends people. */
export interface SiteRules {
  readonly siteName: string;
  /** A path of this server. */
  readonly logoUrl: string | null;
  readonly next: NextAddressRules;
}

/** What the configuration is read from. */
export interface AuthConfigParts {
  readonly passwords: PasswordsService;
  readonly signUpRules: SignUpRules;
  readonly accountRules: AccountRules;
  readonly site: SiteRules;
}

@Resolver(() => AuthConfigType)
export class AuthConfigResolver {
  constructor(private readonly parts: AuthConfigParts) {}

  @Public()
  @Query(() => AuthConfigType, { description: "What front ends need to know before anybody logs in." })
  authConfig(): AuthConfigType {
    const { passwords, signUpRules, accountRules, site } = this.parts;
    const rules = passwords.validators.map((rule) => ({ name: rule.name, description: rule.describe(), params: rule.params ?? null }));
    return {
      siteName: site.siteName,
      logoUrl: site.logoUrl,
      signUpOpen: signUpRules.isOpen,
      signUpFields: signUpRules.fields.map(({ name, isRequired }) => ({ name, required: isRequired })),
      logInMethods: ["PASSWORD"],
      logInIdentifiers: accountRules.logInWith.map((word) => (word === "email" ? "EMAIL" : "USERNAME")),
      passwordPolicy: { minLength: passwords.minLength, maxLength: maxPasswordLength, rules },
    };
  }

  @FieldResolver(() => String, {
    description:
      "Where to send people after log-in: `next` when it leads to this server or to an allowed origin, else what the setting says. An address of this server comes back as a path.",
  })
  nextAddress(
    @Arg("next", () => String, {
      nullable: true,
      description: "Where they want to go: the `next` of the page's address, as it stands there.",
    })
    next: string | null | undefined,
  ): string {
    return nextAddress(next, this.parts.site.next);
  }
}
