import type { TypedDocumentNode } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useState } from "react";

import { InvitationLinkDocument, PasswordResetLinkDocument } from "../api/generated/graphql.js";
import { toFault } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { explain } from "../text/problems.js";

/** A link that came by mail. */
export interface MailedLink {
  /** Whether it would be taken now; undefined while that is not known. */
  readonly isValid: boolean | undefined;
  /** Whose password it sets. */
  readonly username: string | null;
  /** Why it could not be checked; null when it could, or is being checked. */
  readonly problem: string | null;
  readonly retry: () => void;
}

/** Checks the token of a link that sets a new password. That does not use it up. */
export function usePasswordResetLink(token: string): MailedLink {
  return useMailedLink(PasswordResetLinkDocument, token);
}

/** Checks the token of an invitation. That does not use it up. */
export function useInvitationLink(token: string): MailedLink {
  return useMailedLink(InvitationLinkDocument, token);
}

interface LinkAnswer {
  readonly link: { readonly valid: boolean; readonly username?: string | null };
}

/** The first answer counts: that a link is dead once it has been used is no news to whoever used it. */
function useMailedLink(document: TypedDocumentNode<LinkAnswer, { token: string }>, token: string): MailedLink {
  const { texts } = useGatehouse();
  const { data, error, refetch } = useQuery(document, { variables: { token }, fetchPolicy: "no-cache" });
  const [link, setLink] = useState<LinkAnswer["link"] | null>(null);
  if (data && link === null) setLink(data.link);
  return {
    isValid: link?.valid,
    username: link?.username ?? null,
    problem: error && link === null ? explain(toFault(error), texts) : null,
    retry: () => void refetch().catch(() => undefined),
  };
}
