import { measure } from "../measure.mjs";
import { ask, limitRequests, ourRequests } from "../requests.mjs";
import { lineOf, sameAnswers } from "./compare.mjs";

const large = 1_000_000;
const alone = { connections: 1 };

/** A list against the bare server at the first size, and, when asked, against itself at the second. */
function listRow({ name, title, row, goal, goalAtScale }) {
  return {
    name,
    title,
    async run({ server, limit, users, scale, ...how }) {
      const [program, bare] = [await server(users), await limit(users)];
      await sameAnswers(program, bare, row);
      const targets = [
        { name: "limit", program: bare, request: limitRequests[row] },
        { name: "ours", program, request: ourRequests[row][0] },
        { name: "ours, second wording", program, request: ourRequests[row][1] },
        ...(scale ? [{ name: `ours, ${large} users`, program: await server(large), request: ourRequests[row][0] }] : []),
      ];
      const found = await measure(targets, { ...how, ...alone });
      return [...found].map(([target, figures]) => {
        if (target === "limit") return lineOf(target, figures);
        const atScale = target.includes(String(large));
        return lineOf(target, figures, atScale ? { basis: found.get("ours"), goal: goalAtScale } : { basis: found.get("limit"), goal });
      });
    },
  };
}

/** A hundred users with their groups. */
export const list = listRow({
  name: "list",
  title: "List of 100 users with their groups, one client",
  row: "list",
  goal: "rate ≥ 0.5 of the limit",
  goalAtScale: "p50 ≤ 1.5 of ours at 100,000",
});

/** A hundred users who are found by a part of a name. */
export const search = listRow({
  name: "search",
  title: "Search in four fields, 100 hits, one client",
  row: "search",
  goal: "rate ≥ 0.5 of the limit",
  goalAtScale: "p50 ≤ 2 of ours at 100,000",
});

/** Page 900, by cursor and by jump. */
export const latePage = {
  name: "late-page",
  title: "Page 900 of 100 users, one client",
  async run({ server, limit, users, ...how }) {
    const [program, bare] = [await server(users), await limit(users)];
    const data = await ask(program, {
      ...ourRequests.jump[0],
      body: ourRequests.jump[0].body.replace("{ nodes", "{ pageInfo { startCursor } nodes"),
    });
    const { startCursor } = data.users.pageInfo;
    const [, key] = JSON.parse(Buffer.from(startCursor, "base64url").toString());
    const targets = [
      { name: "limit, by key", program: bare, request: limitRequests.late(key) },
      { name: "ours, page 1", program, request: ourRequests.list[0] },
      ...[0, 1].map((index) => ({ name: wording("ours, by cursor", index), program, request: ourRequests.late[index](startCursor) })),
      ...[0, 1].map((index) => ({ name: wording("ours, by jump", index), program, request: ourRequests.jump[index] })),
    ];
    const found = await measure(targets, { ...how, ...alone });
    return [...found].map(([name, figures]) => {
      if (!name.includes("by cursor") && !name.includes("by jump")) return lineOf(name, figures);
      return lineOf(name, figures, { basis: found.get("ours, page 1"), goal: `p50 ≤ ${name.includes("jump") ? 3 : 1.5} of page 1` });
    });
  },
};

/** What every choice of every filter would leave. */
export const facets = {
  name: "facets",
  title: "Facets of all filters, one client",
  async run({ server, users, scale, ...how }) {
    const sizes = scale ? [users, large] : [users];
    const targets = [];
    for (const size of sizes) {
      for (const index of [0, 1]) {
        targets.push({ name: wording(`ours, ${size} users`, index), program: await server(size), request: ourRequests.facets[index] });
      }
    }
    const found = await measure(targets, { ...how, ...alone });
    const basis = found.get(`ours, ${users} users`);
    return [...found].map(([name, figures]) => {
      const atScale = name.includes(String(large)) && users !== large;
      return lineOf(name, figures, atScale ? { basis, goal: `p50 ≤ 3 of ours at ${users}` } : {});
    });
  },
};

function wording(name, index) {
  return index === 0 ? name : `${name}, second wording`;
}
