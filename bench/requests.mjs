// The GraphQL requests that are measured, each in two wordings, so that nothing can be made fast for one document alone.
import { rareText, sessions, tokenOf } from "./data/people.mjs";

const someSessions = Array.from({ length: sessions }, (_, number) => tokenOf(number));
/** Users who may see the lists. */
const staffSessions = someSessions.slice(0, 10);

const columns = "id username email firstName lastName isActive groups(first: 10) { nodes { name } }";
const otherColumns = "lastName firstName active: isActive email groups(first: 10) { nodes { name } } username id";
const flags = "{ trueCount falseCount }";
const choices = "{ choice count }";
const facets = `isStaff ${flags} isSuperuser ${flags} isActive ${flags} joinedAt ${choices} lastLogIn ${choices}
  emailDomain { domain count } groups { choices { group { name } count } none }`;

const hundred = (text) => (text.match(/"username":/g) ?? []).length === 100;
const request = (query, variables, { tokens = staffSessions, isRight = hundred } = {}) => ({
  body: JSON.stringify({ query, variables }),
  tokens,
  isRight,
});
const withRights = { tokens: someSessions, isRight: (text) => text.includes('"bench.do_thing_') && text.includes('"group ') };
const counted = { isRight: (text) => text.includes('"none":') && !text.includes('"errors"') };

/** What is asked of our server, by row. `cursor` stands where page 900 begins. */
export const ourRequests = {
  session: [
    request("query SessionCheck { viewer { user { id username email groups { nodes { name } } } permissions } }", undefined, withRights),
    request("{ viewer { held: permissions user { email groups(first: 5) { nodes { name id } } username } } }", {}, withRights),
  ],
  list: [
    request(`query List { users(first: 100) { nodes { ${columns} } pageInfo { endCursor } } }`),
    request(`query ($n: Int!) { users(first: $n) { pageInfo { endCursor } nodes { ${otherColumns} } } }`, { n: 100 }),
  ],
  search: [
    request(`query Search($search: String!) { users(first: 100, search: $search) { nodes { ${columns} } } }`, { search: rareText }),
    request(`{ users(search: "${rareText}", first: 100) { nodes { ${otherColumns} } } }`),
  ],
  late: [
    (cursor) => request(`query ($after: String) { users(first: 100, after: $after) { nodes { ${columns} } } }`, { after: cursor }),
    (cursor) => request(`{ users(after: "${cursor}", first: 100) { nodes { ${otherColumns} } } }`),
  ],
  jump: [
    request(`query ($offset: Int) { users(first: 100, offset: $offset) { nodes { ${columns} } } }`, { offset: 89_900 }),
    request(`{ users(offset: 89900, first: 100) { nodes { ${otherColumns} } } }`),
  ],
  facets: [
    request(`query Facets { users(first: 1) { facets { ${facets} } } }`, undefined, counted),
    request(`{ users(first: 1) { f: facets(timeZone: "Europe/Berlin") { ${facets} } } }`, undefined, counted),
  ],
};

/** What is asked of the bare server, by row. */
export const limitRequests = {
  session: { path: "/session", body: ourRequests.session[0].body, ...withRights },
  list: { path: "/list", body: ourRequests.list[0].body, tokens: staffSessions, isRight: hundred },
  search: { path: "/search", body: JSON.stringify({ search: rareText }), tokens: staffSessions, isRight: hundred },
  late: (key) => ({ path: "/after", body: JSON.stringify({ key }), tokens: staffSessions, isRight: hundred }),
};

/** Sends one request of {@link ourRequests} or {@link limitRequests} and gives the answer's data. */
export async function ask(program, { path = "/graphql", body, tokens }, number = 0) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${tokens[number]}` };
  const response = await fetch(`${program.url}${path}`, { method: "POST", headers, body });
  const { data, errors } = await response.json();
  if (!data || errors) throw new Error(`a request failed: ${JSON.stringify(errors)}`);
  return data;
}
