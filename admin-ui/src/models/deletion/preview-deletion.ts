import type { ApolloClient } from "@apollo/client";

import { DeletePreviewDocument } from "../../api/generated/graphql.js";
import { ask } from "../../../react/api/request.js";
import { sentence } from "../../api/explain.js";
import type { DeletionPreview } from "../../admin/deletion/deletion-description.js";
import { reasonOf } from "../../admin/frame/fault-message.js";

/** Asks the server what deleting objects of one type would do. */
export async function previewDeletion(client: ApolloClient, ids: readonly string[]): Promise<DeletionPreview> {
  const { deletePreview, objects } = await ask(client, DeletePreviewDocument, { ids: [...ids], firstIds: ids.slice(0, 100) });
  const names = new Map(deletePreview.objects.map(({ id, name }) => [id, name]));
  return {
    objects: deletePreview.objects,
    count: deletePreview.deleted[0]?.count ?? deletePreview.objects.length,
    deleted: deletePreview.deleted,
    kept: deletePreview.kept,
    refusals: deletePreview.userErrors.map((fault) => {
      // The path says which of the ids it is about.
      const name = names.get(ids[Number(fault.path?.at(-1))] ?? "");
      return name === undefined ? reasonOf(fault) : `${name}: ${sentence(fault.message)}`;
    }),
    offersInstead: objects.some((object) => object !== null && "isActive" in object && object.isActive),
  };
}
