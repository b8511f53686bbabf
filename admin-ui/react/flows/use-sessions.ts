import { useQuery } from "@apollo/client/react";

import {
  OwnSessionsDocument,
  type OwnSessionsQuery,
  RevokeOtherSessionsDocument,
  RevokeSessionDocument,
} from "../api/generated/graphql.js";
import { change, toFault } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { explain } from "../text/problems.js";
import { type Submission, useSubmission } from "./use-submission.js";

/** A browser or program in which somebody is logged in. */
export type OwnSession = NonNullable<NonNullable<OwnSessionsQuery["me"]>["sessions"]>[number];

/** Where the viewer is logged in. */
export interface OwnSessions {
  /** Undefined while they are not known. */
  readonly sessions: readonly OwnSession[] | undefined;
  /** Why they could not be read; null when they could, or are being read. */
  readonly problem: string | null;
  readonly retry: () => void;
  /** Ends one of them, by its id. */
  readonly end: Submission<string>;
  /** Ends all but the one of this browser. */
  readonly endOthers: Submission<void>;
}

/** Reads and ends the sessions of whoever is logged in. */
export function useSessions(): OwnSessions {
  const { client, texts, reread } = useGatehouse();
  const { data, previousData, error, refetch } = useQuery(OwnSessionsDocument, { fetchPolicy: "no-cache" });
  return {
    sessions: (data ?? previousData)?.me?.sessions ?? undefined,
    problem: error ? explain(toFault(error), texts) : null,
    retry: () => void Promise.allSettled([refetch(), reread()]),
    end: useSubmission(async (id) => {
      await change(client, RevokeSessionDocument, { input: { id } });
      await refetch();
    }),
    endOthers: useSubmission(async () => {
      await change(client, RevokeOtherSessionsDocument, {});
      await refetch();
    }),
  };
}
