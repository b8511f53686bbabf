import type { ApolloClient } from "@apollo/client";
import type { ReactNode } from "react";

import { PasswordRulesDocument, type PasswordRulesQuery } from "../api/generated/graphql.js";
import { ask } from "../../react/api/request.js";
import { text } from "../text/text.js";
import { useLoaded } from "./use-loaded.js";

type Rule = PasswordRulesQuery["authConfig"]["passwordPolicy"]["rules"][number];

/** What new passwords must be like. Nothing until that is known: the server tells it again when a password breaks a rule. */
export function PasswordRules(): ReactNode {
  const { data } = useLoaded(loadRules);
  return (
    <ul className="password-rules">
      {data?.map((rule) => (
        <li key={rule.name}>{wordsOf(rule)}</li>
      ))}
    </ul>
  );
}

/** In the words of the catalogue; rules of integrators in their own. */
function wordsOf({ name, description, params }: Rule): string {
  return text.password.rules[name]?.((params ?? {}) as Readonly<Record<string, unknown>>) ?? description;
}

async function loadRules(client: ApolloClient): Promise<readonly Rule[]> {
  return (await ask(client, PasswordRulesDocument, {})).authConfig.passwordPolicy.rules;
}
