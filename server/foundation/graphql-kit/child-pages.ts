import type { Page, PageRequest } from "../kernel/page.js";
import type { BatchRead } from "./request-context.js";

/** Which part of whose list is wanted, such as the first ten groups of a user. */
export interface ChildPageRequest {
  readonly parent: string;
  readonly page: PageRequest;
  /** Narrows the lists, where they can be searched. */
  readonly search?: string | null | undefined;
}

/**
 * Makes a batch read for the pages of nested connections: one query for all parents that are asked for the same part of their
 * lists, as the rows of one page always are. Use it with `loaderOf`.
 */
export function childPagesOf<Row>(
  read: (parents: readonly string[], page: PageRequest, search?: string | null) => Promise<readonly Page<Row>[]>,
): BatchRead<ChildPageRequest, Page<Row>> {
  return async (requests) => {
    const alike = new Map<string, ChildPageRequest[]>();
    for (const request of requests) {
      const { first, after, last, before } = request.page;
      const part = JSON.stringify([first, after, last, before, request.search]);
      alike.set(part, [...(alike.get(part) ?? []), request]);
    }
    const pages = new Map<ChildPageRequest, Page<Row>>();
    await Promise.all(
      [...alike.values()].map(async (group) => {
        const found = await read(
          group.map(({ parent }) => parent),
          group[0]?.page ?? {},
          group[0]?.search,
        );
        group.forEach((request, index) => pages.set(request, found[index] as Page<Row>));
      }),
    );
    return requests.map((request) => pages.get(request) as Page<Row>);
  };
}
