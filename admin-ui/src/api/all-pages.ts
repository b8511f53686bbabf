/** A page of a connection. */
export interface ConnectionPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** Reads on until a connection is whole. Forms must know all of what they give back: what is missing would be taken away. */
export async function readAll<Node>(
  first: ConnectionPage<Node>,
  readOn: (after: string) => Promise<ConnectionPage<Node>>,
): Promise<readonly Node[]> {
  const nodes = [...first.nodes];
  let page = first;
  while (page.pageInfo.hasNextPage && page.pageInfo.endCursor != null) {
    page = await readOn(page.pageInfo.endCursor);
    nodes.push(...page.nodes);
  }
  return nodes;
}
