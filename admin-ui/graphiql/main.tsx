import { GraphiQL } from "graphiql";
import type { GraphiQLProps } from "graphiql";
import type { ExecutionResult } from "graphql";
import { createRoot } from "react-dom/client";
import "graphiql/style.css";
import "./page.css";
import { defaultQuery } from "./default-query.js";

/** One POST per operation with the browser's own session cookie; the header editor adds what else is wanted, for instance a bearer token. */
const fetcher: GraphiQLProps["fetcher"] = async (operation, options) => {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { ...options?.headers, accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(operation),
  });
  return (await response.json()) as ExecutionResult;
};

const place = document.getElementById("graphiql");
if (!place) throw new Error("index.html has lost its #graphiql element.");
createRoot(place).render(<GraphiQL fetcher={fetcher} defaultQuery={defaultQuery} />);
