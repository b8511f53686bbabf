/** Reads numbers and natural keys by which objects of Django refer to each other. */
export class DjangoReferences {
  private readonly contentTypes = new Map<string, string>();
  private readonly permissions = new Map<string, string>();
  private readonly groups = new Map<string, string>();

  /** @param name as `app_label.model` */
  addContentType(pk: string | null, name: string): void {
    if (pk !== null) this.contentTypes.set(pk, name);
  }

  /** @param name as `app_label.codename` */
  addPermission(pk: string | null, name: string): void {
    if (pk !== null) this.permissions.set(pk, name);
  }

  addGroup(pk: string | null, name: string): void {
    if (pk !== null) this.groups.set(pk, name);
  }

  /** `app_label.model` of a number, or of a natural key of app label and model. */
  readonly contentType = (reference: unknown): string | undefined => {
    const [appLabel, model] = naturalKey(reference);
    return model === undefined ? this.contentTypes.get(String(reference)) : `${appLabel}.${model}`;
  };

  /** `app_label.codename` of a number, or of a natural key of codename, app label and model. */
  readonly permission = (reference: unknown): string | undefined => {
    const [codename, appLabel] = naturalKey(reference);
    return appLabel === undefined ? this.permissions.get(String(reference)) : `${appLabel}.${codename}`;
  };

  /** The name of a number, or of a natural key. */
  readonly group = (reference: unknown): string | undefined => {
    const [name] = naturalKey(reference);
    return name ?? this.groups.get(String(reference));
  };
}

/** The parts of a natural key; none of anything else. */
export function naturalKey(reference: unknown): readonly string[] {
  return Array.isArray(reference) && reference.every((part) => typeof part === "string") ? reference : [];
}
