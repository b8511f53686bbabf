import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";

import type { Database } from "../../foundation/platform/database/database.js";
import type { Settings } from "../../foundation/platform/settings/load-settings.js";
import type { SessionContext } from "../../modules/sessions/session-context.js";
import { createOperationRunner } from "./accepted-operation.js";
import { createAcceptedOperationPlugin } from "./accepted-operation.plugin.js";
import { type AcceptedDocument, AcceptedDocuments } from "./document-limits/accepted-documents.js";
import { CostJudge } from "./document-limits/cost-judge.js";
import { createCostPlugin } from "./document-limits/cost.plugin.js";
import { createDocumentGuard } from "./document-limits/document-guard.js";
import { defaultDocumentLimits } from "./document-limits/document-limits.js";
import type { GraphqlAnswer, GraphqlRequest } from "./graphql-request.js";
import { createIntrospectionPlugin } from "./introspection.plugin.js";
import { formatError, type ReportFailure } from "./format-error.js";
import { invalid, type Outcome, Outcomes } from "./outcomes.plugin.js";
import { AutomaticDocuments, ListedDocuments } from "./persisted-documents.js";
import { createStatusPlugin } from "./status.plugin.js";

/** What a request has to do with beside its body. */
export interface RequestSurroundings {
  /** Media type of the answer, without parameters. */
  readonly mediaType: "application/json" | "application/graphql-response+json";
  /** Finds out who asks; called only for documents that keep the limits. */
  contextOf(needs: Pick<AcceptedDocument, "rights">): Promise<SessionContext>;
}

/** Executes GraphQL requests against one schema. */
export interface GraphqlServer {
  execute(request: GraphqlRequest, surroundings: RequestSurroundings): Promise<GraphqlAnswer>;
  stop(): Promise<void>;
}

type GraphqlSettings = Pick<Settings, "allowedDocuments" | "introspection" | "maxTokens" | "maxDepth" | "maxCost" | "maxCostAnonymous">;

/** What the rest of the system does with a request. */
export interface GraphqlSurroundings {
  readonly report: ReportFailure;
  readonly database: Pick<Database, "reading">;
  /** Notes up to where the holder of a session must see what was written, wherever the next request is answered. Must not throw. */
  readonly noteWrite?: (sessionId: string) => Promise<void>;
}

/** Starts Apollo Server with our limits in front and our error format behind it; what it has accepted runs without it next time. */
export async function startGraphqlServer(
  schema: GraphQLSchema,
  settings: GraphqlSettings,
  { report, database, noteWrite }: GraphqlSurroundings,
): Promise<GraphqlServer> {
  const { maxTokens, maxDepth, maxCost, maxCostAnonymous, introspection } = settings;
  const persisted = settings.allowedDocuments ? new ListedDocuments(settings.allowedDocuments) : new AutomaticDocuments();
  const documents = new AcceptedDocuments();
  const guard = createDocumentGuard(schema, { ...defaultDocumentLimits, maxTokens, maxDepth }, documents);
  const costs = new CostJudge<SessionContext>((context) => (context.isLoggedIn ? maxCost : maxCostAnonymous));
  const outcomes = new Outcomes();
  const tell = (formatted: GraphQLFormattedError, error: unknown, requestId: string | undefined): GraphQLFormattedError => {
    const told = formatError(formatted, error, (cause) => report(cause, requestId));
    return introspection ? told : withoutSuggestions(told);
  };
  const apollo = new ApolloServer<SessionContext>({
    schema,
    introspection: true, // The plugin decides by caller.
    hideSchemaDetailsFromClientErrors: !introspection,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    csrfPrevention: false, // The gate has judged the request already, more strictly.
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => tell(formatted, error, outcomes.requestIdOf(error)),
    plugins: [
      ApolloServerPluginCacheControlDisabled(), // It would wrap every field: twice the cost of a list.
      createIntrospectionPlugin(({ live }) => introspection || live?.user.isStaff === true),
      createCostPlugin(costs),
      createStatusPlugin(),
      createAcceptedOperationPlugin(documents),
      outcomes.plugin,
    ],
    logger: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: (message) => void report(message) },
  });
  await apollo.start();
  const run = createOperationRunner({ schema, costs, tell });
  return {
    execute: async ({ operationName, variables, ...named }, surroundings) => {
      const { mediaType } = surroundings;
      const query = persisted.textOf(named);
      const accepted = guard(query);
      if (accepted instanceof GraphQLError) return refused(accepted);
      persisted.allow(query);
      const context = await surroundings.contextOf(accepted);
      persisted.admit(named, context);
      const request = { query, ...(operationName !== undefined && { operationName }), ...(variables && { variables }) };
      const known = accepted.operations.get(request.operationName ?? "");
      context.reads.mayLag = accepted.hasOnlyQueries;
      const answer = await database.reading(context.reads, async () => {
        const answered = known && (await run(known, request, { context, mediaType }));
        return answered ?? { ...(await askApollo(apollo, request, { context, mediaType })), ...outcomes.of(context) };
      });
      const { id: sessionId } = context.heldSession;
      if (!accepted.hasOnlyQueries && sessionId !== null) await noteWrite?.(sessionId);
      return answer;
    },
    stop: async () => apollo.stop(),
  };
}

async function askApollo(
  apollo: ApolloServer<SessionContext>,
  request: GraphqlRequest,
  { context, mediaType }: { readonly context: SessionContext; readonly mediaType: string },
): Promise<Omit<GraphqlAnswer, keyof Outcome>> {
  const headers = new HeaderMap([
    ["content-type", "application/json"],
    ["accept", mediaType],
  ]);
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body: request },
    context: async () => context,
  });
  if (answer.body.kind !== "complete") throw new Error("incremental answers are not served");
  return { status: answer.status ?? 200, headers: answer.headers, body: answer.body.string };
}

function refused({ message, locations, extensions: { http: _status, ...extensions } }: GraphQLError): GraphqlAnswer {
  const headers = new Map([["content-type", "application/json; charset=utf-8"]]);
  const told = { ...invalid, code: String(extensions["code"]) };
  return { status: 400, headers, ...told, body: JSON.stringify({ errors: [{ message, ...(locations && { locations }), extensions }] }) };
}

/** Apollo Server hides suggestions in errors about documents, but not in those about variables. */
function withoutSuggestions(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, message: formatted.message.replace(/ ?Did you mean [^?]*\?/g, "") };
}
