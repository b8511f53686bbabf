import type { SourceRow } from "../imported-rows.js";

/** An object of a Django project, with the names of Django's fields; related objects by number or natural key. */
export interface DjangoObject {
  /** `app_label.model`, in lower case. */
  readonly model: string;
  /** Null when it was dumped without. */
  readonly pk: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The models that are read, by what they are to us. */
export interface DjangoModels {
  readonly contentType: "contenttypes.contenttype";
  readonly permission: "auth.permission";
  readonly group: "auth.group";
  /** `auth.user`, or what `AUTH_USER_MODEL` names instead, in lower case. */
  readonly user: string;
  readonly logEntry: "admin.logentry";
}

/** A Django project, or a dump of it. */
export interface DjangoObjects {
  readonly models: DjangoModels;
  /** All objects of some models, in any order of the models. */
  read(models: readonly string[]): AsyncIterable<SourceRow<DjangoObject>>;
  close(): Promise<void>;
}

/** The models of a project with a user model such as `auth.User`. */
export function djangoModels(userModel: string): DjangoModels {
  return {
    contentType: "contenttypes.contenttype",
    permission: "auth.permission",
    group: "auth.group",
    user: userModel.toLowerCase(),
    logEntry: "admin.logentry",
  };
}
