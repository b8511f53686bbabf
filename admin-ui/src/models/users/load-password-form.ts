import type { ApolloClient } from "@apollo/client";

import { PasswordPageDocument } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import type { EditedObject } from "../../admin/form-description.js";

/** What the page knows beside the form. */
export interface PasswordDetails {
  /** Whether there is a password now. */
  readonly isSet: boolean;
}

/** Reads whose password it is; null when there is no such user. */
export async function loadPasswordForm(client: ApolloClient, id: string): Promise<EditedObject | null> {
  const { user } = await ask(client, PasswordPageDocument, { id });
  if (!user) return null;
  const values = { passwordLogin: "enabled", password: "", passwordAgain: "" };
  const details: PasswordDetails = { isSet: user.passwordSummary?.isUsable ?? true };
  return { id: user.id, name: user.username, version: 0, values, details };
}
