import { gql, type TypedDocumentNode } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";

const rightsQuery: TypedDocumentNode<{ viewer: { permissions: string[] } | null }> = gql`
  query Rights {
    viewer {
      permissions
    }
  }
`;

/**
 * A query of the app's own, through its own client and cache. Whenever somebody logs in or out the library resets the store of that
 * client, so that nothing of the former viewer is shown, and this is asked again.
 */
export function Rights(): ReactNode {
  const { data } = useQuery(rightsQuery);
  return <p>Permissions: {data?.viewer?.permissions.join(", ") || "none"}</p>;
}
