import { isUtf8 } from "node:buffer";
import { HttpRefusal } from "./request-gate-refusal.js";

/** What a GraphQL request consists of. A member that was absent or null in the JSON is absent here. */
export interface GraphqlRequest {
  /** Empty when `extensions.persistedQuery` names the document. */
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** How deep objects and lists of a body may nest. Later code (coercion, logging) recurses over them. */
const maxNesting = 64;

/**
 * Reads a GraphQL request from the bytes of a body. Throws BAD_USER_INPUT for anything but one well-formed JSON object
 * (UTF-8, no lists of operations) with the members `query`, `operationName`, `variables` and `extensions`.
 */
export function parseGraphqlRequest(body: Buffer): GraphqlRequest {
  const members = parseJsonObject(body);
  const { query, operationName, variables, extensions, ...others } = members;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw bad(`The request has an unknown member ${JSON.stringify(unknown.slice(0, 40))}.`);
  const isOnlyNamed = query == null && isObject(extensions) && isObject(extensions["persistedQuery"]);
  if (!isOnlyNamed && (typeof query !== "string" || query.trim() === "")) throw bad("The member `query` must be a non-empty string.");
  return {
    query: typeof query === "string" ? query : "",
    ...optional("operationName", operationName, aString),
    ...optional("variables", variables, anObject),
    ...optional("extensions", extensions, anObject),
  };
}

function parseJsonObject(body: Buffer): Readonly<Record<string, unknown>> {
  if (!isUtf8(body)) throw bad("The request body is not valid UTF-8.");
  const value = parseJson(body.toString("utf8"));
  if (Array.isArray(value)) throw bad("Lists of operations are not accepted: send one operation per request.");
  if (!isObject(value)) throw bad("The request body must be a JSON object.");
  if (nestsDeeperThan(value, maxNesting)) throw bad(`The request body nests deeper than ${maxNesting} levels.`);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the body, which may hold a password.
    throw bad("The request body is not well-formed JSON.");
  }
}

/** Visits every value at most once and never recurses further than `levels`. */
function nestsDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => nestsDeeperThan(inner, levels - 1));
}

interface Expected<Value> {
  readonly words: string;
  readonly accepts: (value: unknown) => value is Value;
}

const aString: Expected<string> = { words: "a string", accepts: (value) => typeof value === "string" };
const anObject: Expected<Readonly<Record<string, unknown>>> = { words: "an object", accepts: isObject };

function optional<Name extends string, Value>(name: Name, value: unknown, expected: Expected<Value>): { [key in Name]?: Value } {
  if (value === undefined || value === null) return {};
  if (!expected.accepts(value)) throw bad(`The member \`${name}\` must be ${expected.words} or null.`);
  return { [name]: value } as { [key in Name]: Value };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function bad(message: string): HttpRefusal {
  return new HttpRefusal("BAD_USER_INPUT", message);
}
