/**
 * The permissions each of which is enough where one is needed: the permission itself, and to view objects, the one to change them, as
 * in Django's admin. (Who asks whether somebody holds a permission still learns just that.)
 */
export function permissionsThatAllow(permission: string): readonly string[] {
  const toChange = permission.replace(".view_", ".change_");
  return toChange === permission ? [permission] : [permission, toChange];
}
