import type { ApolloClient } from "@apollo/client";
import type { ReactNode } from "react";

import { PasswordRulesDocument, type PasswordRulesQuery } from "../api/generated/graphql.js";
import { ask } from "../api/request.js";
import { text } from "../text/text.js";

/** The rules for new passwords. */
export type PasswordRules = PasswordRulesQuery["authConfig"]["passwordPolicy"]["rules"];

/** Reads the rules that the server is configured with. */
export async function loadPasswordRules(client: ApolloClient): Promise<PasswordRules> {
  return (await ask(client, PasswordRulesDocument, {})).authConfig.passwordPolicy.rules;
}

/** The rules for people. */
export function PasswordRuleList({ rules }: { rules: PasswordRules }): ReactNode {
  return (
    <ul>
      {rules.map(({ name, description, params }) => (
        <li key={name}>{text.password.rules[name]?.((params ?? {}) as Readonly<Record<string, unknown>>) ?? description}</li>
      ))}
    </ul>
  );
}
