import type { ObjectPermissionHolder, ObjectPermissionSource, ObjectQuestion } from "gatehouse-identity";

/** Usernames of customers by the numbers of their orders. */
export type OrderOwners = ReadonlyMap<string, string>;

/** Says who may do what to a single order: customers may view their own, and who may view all may view each. */
export class OrderRights implements ObjectPermissionSource {
  constructor(private readonly owners: OrderOwners) {}

  async may({ user, permissions }: ObjectPermissionHolder, questions: readonly ObjectQuestion[]): Promise<boolean[]> {
    const held = await permissions();
    return questions.map(({ permission, objectId }) => {
      if (permission !== "shop.view_order") return false;
      return held.has(permission) || this.owners.get(objectId) === user.username;
    });
  }
}
