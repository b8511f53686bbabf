import { UserHistoryDocument } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import type { HistoryDescription } from "../../admin/history/history-description.js";
import { historyVariables, toHistory } from "../history/to-history.js";

/** Where the history of a user comes from. */
export const userHistory: HistoryDescription = {
  load: async (client, request) => {
    const { user } = await ask(client, UserHistoryDocument, { id: request.id, ...historyVariables(request) });
    return user && toHistory(client, user.username, user.history);
  },
};
