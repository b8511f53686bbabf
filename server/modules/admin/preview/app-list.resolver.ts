import { Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";

import { isAllowed, RequireLogin } from "../../../foundation/graphql-kit/access.js";
import { requireSession, type SessionContext } from "../../sessions/session-context.js";
import { type ListedApp, type ListedModel, listApps } from "./app-list.js";

@ObjectType({ description: "A kind of object that you may administer, and what you may do to all of them." })
class AdministeredModel {
  @Field(() => String, { description: "What programs call it, the same in all releases: `auth.user`. Good for addresses of pages." })
  key!: string;

  @Field(() => String, { description: "What people call many of them, in English: `Users`." })
  label!: string;

  @Field(() => Boolean, { description: "Whether you may make new ones." })
  canAdd!: boolean;

  @Field(() => Boolean, { description: "Whether you may change them. The rules of delegation may still forbid it for some." })
  canChange!: boolean;

  @Field(() => Boolean, { description: "Whether you may delete them. The rules of delegation may still forbid it for some." })
  canDelete!: boolean;

  @Field(() => Boolean, { description: "Whether you may look at them." })
  canView!: boolean;
}

@ObjectType({ description: "Models that belong together." })
class AdministeredApp {
  @Field(() => String, { description: "What programs call it: `auth`." })
  appLabel!: string;

  @Field(() => String, { description: "What people call it, in English: `Authentication and Authorization`." })
  label!: string;

  @Field(() => [AdministeredModel], { description: "Those to which you may do anything, by name; at least one." })
  models!: AdministeredModel[];
}

/** What a console shows on its first page. */
@Resolver()
export class AppListResolver {
  @RequireLogin()
  @Query(() => [AdministeredApp], {
    description: "What you may administer here, by name: the first page of a console. Empty for users who are no staff.",
  })
  async appList(@Ctx() context: SessionContext): Promise<AdministeredApp[]> {
    if (!requireSession(context).user.isStaff) return [];
    const apps = await listApps(async (permission) => isAllowed(context, permission));
    return apps.map(toAdministeredApp);
  }
}

function toAdministeredApp({ appLabel, label, models }: ListedApp): AdministeredApp {
  return { appLabel, label, models: models.map(toAdministeredModel) };
}

function toAdministeredModel({ key, label, allowed }: ListedModel): AdministeredModel {
  return {
    key,
    label,
    canAdd: allowed.includes("add"),
    canChange: allowed.includes("change"),
    canDelete: allowed.includes("delete"),
    canView: allowed.includes("view"),
  };
}
