import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";

/** Talks to the server that the page came from. The session is a cookie that scripts cannot read. */
export function createClient(): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: "/graphql", credentials: "same-origin" }),
    cache: new InMemoryCache(),
  });
}
