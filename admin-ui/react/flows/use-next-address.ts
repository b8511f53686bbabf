import { NextAddressDocument } from "../api/generated/graphql.js";
import { ask } from "../api/request.js";
import { useGatehouse } from "../provider/gatehouse-context.js";

/**
 * Where to go after a log-in. The server decides: a wanted address on this site or on an allowed origin, else the one of its settings.
 *
 * @returns a function that takes the wanted address, as it stands in `?next=`, and throws `Fault` when there is no answer
 */
export function useNextAddress(): (next: string) => Promise<string> {
  const { client } = useGatehouse();
  return async (next) => (await ask(client, NextAddressDocument, { next })).authConfig.nextAddress;
}
