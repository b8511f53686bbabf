import type { FieldDescription, Fieldset, PasswordField } from "../../admin/form-description.js";
import type { Frame } from "../../admin/frame/frame-loader.js";
import { text } from "../../text/text.js";
import { searchGroups } from "../groups/group-choices.js";
import { searchPermissions } from "../permissions/permission-choices.js";
import { PasswordRow } from "./password-row.js";
import { PasswordRules } from "../../admin/password-rules.js";

const words = text.userForm;

const username: FieldDescription = {
  name: "username",
  label: words.username,
  widget: "text",
  maxLength: 150,
  isRequired: true,
  autoComplete: "off",
  help: words.usernameHelp,
};

const email: FieldDescription = { name: "email", label: words.email, widget: "email", maxLength: 254 };

const needsPassword = { field: "passwordLogin", isOneOf: ["enabled"] };

/** A new password, and once more. */
export const newPassword: readonly PasswordField[] = [
  { name: "password", label: words.password, widget: "password", help: <PasswordRules />, shownWhen: needsPassword },
  {
    name: "passwordAgain",
    label: words.passwordAgain,
    widget: "password",
    help: words.passwordAgainHelp,
    shownWhen: needsPassword,
    repeats: "password",
  },
];

/** What the add form asks for. */
export const addFieldsets: readonly Fieldset[] = [
  {
    fields: [
      username,
      {
        name: "passwordLogin",
        label: words.passwordLogin,
        widget: "radio",
        choices: [
          { value: "enabled", label: words.enabled },
          { value: "disabled", label: words.disabled },
          { value: "invite", label: words.invite },
        ],
        help: words.passwordLoginHelp,
      },
      ...newPassword,
      { ...email, isRequired: true, help: words.inviteHelp, shownWhen: { field: "passwordLogin", isOneOf: ["invite"] } },
    ],
  },
];

/** What the change form shows. */
export const fieldsets: readonly Fieldset[] = [
  { fields: [username, { name: "password", label: words.password, widget: "display", Display: PasswordRow }] },
  {
    heading: words.personalInfo,
    fields: [
      { name: "firstName", label: words.firstName, widget: "text", maxLength: 150 },
      { name: "lastName", label: words.lastName, widget: "text", maxLength: 150 },
      email,
    ],
  },
  {
    heading: words.permissionsHeading,
    fields: [
      { name: "isActive", label: words.isActive, widget: "checkbox", help: words.isActiveHelp },
      { name: "isStaff", label: words.isStaff, widget: "checkbox", help: words.isStaffHelp, lockedFor: forSuperusers },
      { name: "isSuperuser", label: words.isSuperuser, widget: "checkbox", help: words.isSuperuserHelp, lockedFor: forSuperusers },
      {
        name: "groupIds",
        label: words.groups,
        widget: "chooser",
        plural: words.groupsPlural,
        help: words.groupsHelp,
        search: searchGroups,
        addable: { app: "auth", model: "group" },
      },
      {
        name: "permissions",
        label: words.permissions,
        widget: "chooser",
        plural: words.permissionsPlural,
        help: words.permissionsHelp,
        search: searchPermissions,
      },
    ],
  },
  {
    heading: words.dates,
    fields: [
      { name: "lastLoginAt", label: words.lastLogin, widget: "date-time" },
      { name: "joinedAt", label: words.joined, widget: "date-time", isRequired: true },
    ],
  },
];

function forSuperusers({ isSuperuser }: Frame["user"]): string | null {
  return isSuperuser ? null : words.forSuperusers;
}
