import { ApolloClient, type ApolloLink, HttpLink, InMemoryCache } from "@apollo/client/core";
import { SetContextLink } from "@apollo/client/link/context";

/** Where an app keeps its session token: here in memory, in a phone in the key store. */
export interface TokenHolder {
  token: string | null;
}

/**
 * An Apollo Client for a program or app, which sends the session token itself. (A web page needs less: it asks for `delivery: COOKIE`,
 * the default, uses `new HttpLink({ uri, credentials: "include" })`, and never sees a token.)
 */
export function createClient(uri: string, holder: TokenHolder): ApolloClient {
  return new ApolloClient({
    link: sendToken(holder).concat(new HttpLink({ uri })),
    cache: new InMemoryCache({
      // Who asks is a single thing that changes as a whole; it has no id.
      typePolicies: { Viewer: { merge: false } },
    }),
  });
}

function sendToken(holder: TokenHolder): ApolloLink {
  return new SetContextLink(({ headers }) => ({
    headers: { ...(headers as Record<string, string>), ...(holder.token !== null && { authorization: `Bearer ${holder.token}` }) },
  }));
}
