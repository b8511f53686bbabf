import type { GraphQLError } from "graphql";

/**
 * What a client is told of a fault in its document or variables: the message of the library, but never the values it quotes.
 * They hold passwords, and clients write such messages into logs.
 */
export function messageOfDocumentFault({ message, originalError }: GraphQLError): string {
  const variable = /^Variable "\$\w+" got /.exec(message)?.[0];
  if (variable === undefined || !originalError) return withoutValue(message);
  const beforeReason = message.slice(0, -`; ${originalError.message}`.length);
  const place = / at "[\w.[\]]+"$/.exec(beforeReason)?.[0] ?? "";
  return `${variable}an invalid value${place}; ${withoutValue(originalError.message)}`;
}

/** `String cannot represent a non string value: ["x"]`, without what follows the colon. */
function withoutValue(reason: string): string {
  return reason.replace(/(cannot represent [^:]*): [\s\S]*$/, "$1.");
}
