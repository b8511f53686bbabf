import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { GatehouseProvider, type PartialTexts } from "gatehouse-identity/react";
import "gatehouse-identity/react/styles.css";
import { createRoot } from "react-dom/client";

import { App } from "./app.js";
import "./app.css";

const server = import.meta.env.VITE_GATEHOUSE_URL ?? "http://127.0.0.1:4000";

// The server is on another origin: without `include` the browser would not send the session's cookie along.
const client = new ApolloClient({
  link: new HttpLink({ uri: `${server}/graphql`, credentials: "include" }),
  cache: new InMemoryCache(),
});

/** Words of the library that this app wants to be different. */
const texts: PartialTexts = { logIn: { submit: "Open my reading list" } };

const place = document.getElementById("app");
if (!place) throw new Error("index.html has lost its #app element.");
createRoot(place).render(
  <ApolloProvider client={client}>
    <GatehouseProvider texts={texts}>
      <App />
    </GatehouseProvider>
  </ApolloProvider>,
);
