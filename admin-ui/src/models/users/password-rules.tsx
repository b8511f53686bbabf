import type { ApolloClient } from "@apollo/client";
import type { ReactNode } from "react";

import { PasswordRulesDocument } from "../../api/generated/graphql.js";
import { ask } from "../../api/request.js";
import { useLoaded } from "../../admin/use-loaded.js";

/** What new passwords must be like. Nothing until that is known: the server tells it again when a password breaks a rule. */
export function PasswordRules(): ReactNode {
  const { data } = useLoaded(loadRules);
  return (
    <ul className="password-rules">
      {data?.map(({ name, description }) => (
        <li key={name}>{description}</li>
      ))}
    </ul>
  );
}

async function loadRules(client: ApolloClient) {
  const { authConfig } = await ask(client, PasswordRulesDocument, {});
  return authConfig.passwordPolicy.rules;
}
