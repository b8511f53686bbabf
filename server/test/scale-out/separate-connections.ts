import { GraphqlClient } from "../support/graphql-client.js";

/** A client that opens a connection for each request, so that a balancer sends each to the next server. */
export function clientOfManyConnections(url: string): GraphqlClient {
  const client = new GraphqlClient(url);
  client.headers["connection"] = "close";
  return client;
}

/** The same session at another address. */
export function sameSessionAt(url: string, { cookies }: GraphqlClient): GraphqlClient {
  const client = clientOfManyConnections(url);
  for (const [name, value] of cookies) client.cookies.set(name, value);
  return client;
}
