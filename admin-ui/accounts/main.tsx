import { ApolloProvider } from "@apollo/client/react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "react-router";

import { GatehouseProvider } from "../react/index.js";
import { createClient } from "../src/api/client.js";
import { createRouter } from "./routes.js";
import "../react/styles.css";
import "./accounts.css";

const place = document.getElementById("accounts");
if (!place) throw new Error("index.html has lost its #accounts element.");
createRoot(place).render(
  <ApolloProvider client={createClient()}>
    <GatehouseProvider>
      <RouterProvider router={createRouter()} />
    </GatehouseProvider>
  </ApolloProvider>,
);
