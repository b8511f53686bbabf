import { measure } from "../measure.mjs";
import { limitRequests, ourRequests } from "../requests.mjs";
import { lineOf, sameAnswers } from "./compare.mjs";

/** The session check: who is it, in which groups, with which permissions. 16 connections, a thousand sessions in turn. */
export const sessionCheck = {
  name: "session-check",
  title: "Session check with groups and permissions",
  async run({ server, limit, users, ...how }) {
    const [program, bare] = [await server(users), await limit(users)];
    await sameAnswers(program, bare, "session");
    const targets = [
      { name: "limit", program: bare, request: limitRequests.session },
      { name: "ours", program, request: ourRequests.session[0] },
      { name: "ours, second wording", program, request: ourRequests.session[1] },
    ];
    const found = await measure(targets, { ...how, connections: 16 });
    const goal = "CPU ≤ 2.3, rate ≥ 0.40 of the limit";
    return [...found].map(([name, figures]) => lineOf(name, figures, name === "limit" ? {} : { basis: found.get("limit"), goal }));
  },
};
