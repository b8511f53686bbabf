import { isUuid } from "../../../foundation/kernel/ids.js";
import type { Fault, UserError } from "../../../foundation/kernel/user-error.js";
import type { Database } from "../../../foundation/platform/database/database.js";
import type { UserListsService } from "../../accounts/user-lists.service.js";
import type { GroupsService } from "../../groups/groups.service.js";
import { resourceTypeName } from "../../permissions/resource-type-record.js";
import type { ResourceTypesService } from "../../permissions/resource-types.service.js";
import { countDependants, countKept, type DeletableKind, type PreviewCount } from "./delete-preview.queries.js";
import type { StaffActor } from "../staff/delegation.js";
import type { TargetUsers } from "../staff/target-users.js";
import { groupNotFound } from "../staff/wanted-rights.js";
import { managedByCode, typeNotFound } from "../resource-types/resource-type-form.js";

/** What somebody thinks of deleting. */
export interface PreviewRequest {
  readonly actor: StaffActor;
  readonly kind: DeletableKind;
  /** Keys; a text that is none finds nothing. */
  readonly ids: readonly string[];
}

/** What would happen. */
export interface DeletePreview {
  /** Those that are there, in the order of the ids. */
  readonly objects: readonly NamedObject[];
  readonly deleted: readonly PreviewCount[];
  readonly kept: readonly PreviewCount[];
  /** What the deletion would be refused with, at places of `ids`. */
  readonly errors: readonly UserError[];
}

/** An object as a preview names it. */
export interface NamedObject {
  readonly id: string;
  readonly name: string;
}

/** What a preview reads. */
export interface DeletePreviewParts {
  readonly database: Database;
  readonly userLists: UserListsService;
  readonly groups: GroupsService;
  readonly resourceTypes: ResourceTypesService;
  readonly targets: TargetUsers;
}

/** The objects that are there, and the faults of each id, in the order of the ids. */
interface Judged {
  readonly objects: readonly NamedObject[];
  readonly faults: readonly (readonly Fault[])[];
}

/** Says what deleting would do, before it is done. Reads only, in a number of statements that does not grow with the ids. */
export class DeletePreviewService {
  constructor(private readonly parts: DeletePreviewParts) {}

  /** What deleting some objects would do. The actor must hold the permission for it; that is the caller's to ask. */
  async preview({ actor, kind, ids }: PreviewRequest): Promise<DeletePreview> {
    if (ids.length === 0) return { objects: [], deleted: [], kept: [], errors: [nothingNamed] };
    const { database } = this.parts;
    const { objects, faults } = await this.judges[kind](ids, actor);
    const errors = faults.flatMap((some, index) => some.map((fault) => ({ ...fault, path: ["ids", String(index)] })));
    if (objects.length === 0) return { objects, deleted: [], kept: [], errors };
    const keys = objects.map(({ id }) => id);
    const [dependants, kept] = await Promise.all([countDependants(database, kind, keys), countKept(database, kind, keys)]);
    return { objects, deleted: [{ kind, count: objects.length, isCapped: false }, ...dependants], kept, errors };
  }

  private readonly judges: Readonly<Record<DeletableKind, (ids: readonly string[], actor: StaffActor) => Promise<Judged>>> = {
    USER: async (ids, actor) => {
      const found = byKey(await this.parts.userLists.findMany(keysIn(ids)));
      const faults = await this.parts.targets.judge(actor, { ids, found }, { isDeleted: true });
      return { objects: [...found.values()].map(({ id, username }) => ({ id, name: username })), faults };
    },
    GROUP: async (ids) => {
      const found = byKey(await this.parts.groups.findMany(keysIn(ids)));
      return { objects: [...found.values()], faults: ids.map((id) => (found.has(id) ? [] : [groupNotFound])) };
    },
    RESOURCE_TYPE: async (ids) => {
      const { resourceTypes } = this.parts;
      const found = byKey(await resourceTypes.findMany(keysIn(ids)));
      const faults = ids.map((id) => {
        const type = found.get(id);
        if (!type) return [typeNotFound];
        return resourceTypes.isManagedByCode(type) ? [managedByCode] : [];
      });
      return { objects: [...found.values()].map((type) => ({ id: type.id, name: resourceTypeName(type) })), faults };
    },
  };
}

const nothingNamed: UserError = { code: "REQUIRED", message: "Name at least one object.", path: ["ids"] };

function keysIn(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter(isUuid);
}

function byKey<Thing extends { readonly id: string }>(things: readonly (Thing | null)[]): Map<string, Thing> {
  return new Map(things.flatMap((thing) => (thing ? [[thing.id, thing] as const] : [])));
}
