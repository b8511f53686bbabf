import { ApolloServer, type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from "graphql";

import type { Database } from "../../foundation/platform/database/database.js";
import type { Settings } from "../../foundation/platform/settings/load-settings.js";
import type { SessionContext } from "../../modules/sessions/session-context.js";
import { createCostPlugin } from "./document-limits/cost.plugin.js";
import { createDocumentGuard } from "./document-limits/document-guard.js";
import { defaultDocumentLimits } from "./document-limits/document-limits.js";
import { createIntrospectionPlugin } from "./introspection.plugin.js";
import { formatError, type ReportFailure } from "./format-error.js";
import { type Outcome, Outcomes } from "./outcomes.plugin.js";
import { createStatusPlugin } from "./status.plugin.js";

/** A GraphQL request as the gate lets it in. */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What goes back to the client, and what to tell of it. */
export interface GraphqlAnswer extends Outcome {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Executes GraphQL requests against one schema. */
export interface GraphqlServer {
  /** @param headers of the HTTP request, lower-case; they decide about the media type of the answer */
  execute(request: GraphqlRequest, headers: Readonly<Record<string, string>>, context: SessionContext): Promise<GraphqlAnswer>;
  stop(): Promise<void>;
}

type GraphqlSettings = Pick<Settings, "introspection" | "maxTokens" | "maxDepth" | "maxCost" | "maxCostAnonymous">;

/** What the rest of the system does with a request. */
export interface GraphqlSurroundings {
  readonly report: ReportFailure;
  /** Beside our own. */
  readonly plugins: readonly ApolloServerPlugin<SessionContext>[];
  readonly database: Pick<Database, "reading">;
}

/** Starts Apollo Server with our limits in front and our error format behind it. */
export async function startGraphqlServer(
  schema: GraphQLSchema,
  settings: GraphqlSettings,
  { report, plugins, database }: GraphqlSurroundings,
): Promise<GraphqlServer> {
  const { maxTokens, maxDepth, maxCost, maxCostAnonymous } = settings;
  const outcomes = new Outcomes();
  const guard = createDocumentGuard(schema, { ...defaultDocumentLimits, maxTokens, maxDepth });
  const apollo = new ApolloServer<SessionContext>({
    schema,
    introspection: true, // The plugin decides by caller.
    hideSchemaDetailsFromClientErrors: !settings.introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    csrfPrevention: false, // The gate has judged the request already, more strictly.
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      const told = formatError(formatted, error, (cause) => report(cause, outcomes.requestIdOf(error)));
      return settings.introspection ? told : withoutSuggestions(told);
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(), // It would wrap every field: twice the cost of a list.
      createIntrospectionPlugin(({ live }) => settings.introspection || live?.user.isStaff === true),
      createCostPlugin((context) => (context.isLoggedIn ? maxCost : maxCostAnonymous)),
      createStatusPlugin(),
      outcomes.plugin,
      ...plugins,
    ],
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: (message) => void report(message) },
  });
  await apollo.start();
  return {
    execute: async (request, headers, context) => {
      const refusal = guard(request.query);
      if (refusal) return refused(refusal);
      const httpGraphQLRequest = { method: "POST", headers: toHeaderMap(headers), search: "", body: request };
      const answer = await database.reading(context.reads, async () =>
        apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: async () => context }),
      );
      if (answer.body.kind !== "complete") throw new Error("incremental answers are not served");
      return { status: answer.status ?? 200, headers: answer.headers, body: answer.body.string, ...outcomes.of(context) };
    },
    stop: async () => apollo.stop(),
  };
}

function refused({ message, locations, extensions: { http: _status, ...extensions } }: GraphQLError): GraphqlAnswer {
  const headers = new Map([["content-type", "application/json; charset=utf-8"]]);
  const told = { operation: "invalid", fields: [], code: String(extensions["code"]) };
  return { status: 400, headers, ...told, body: JSON.stringify({ errors: [{ message, ...(locations && { locations }), extensions }] }) };
}

/** Apollo Server hides suggestions in errors about documents, but not in those about variables. */
function withoutSuggestions(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, message: formatted.message.replace(/ ?Did you mean [^?]*\?/g, "") };
}

function toHeaderMap(headers: Readonly<Record<string, string>>): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) map.set(name, value);
  return map;
}
