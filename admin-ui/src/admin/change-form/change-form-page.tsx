import type { ReactNode } from "react";
import { Link, useLoaderData, useLocation } from "react-router";

import { text } from "../../text/text.js";
import type { EditedObject } from "../form-description.js";
import { useFrame } from "../frame/frame-loader.js";
import { Denied } from "../frame/denied.js";
import { Gone } from "../frame/gone.js";
import { labelOfApp } from "../frame/model-groups.js";
import { Page } from "../frame/page.js";
import { keptFilters, listAddress } from "../list-address.js";
import { addressOf, capitalised, mayAdd, rightsOf } from "../site.js";
import type { AdminWithForm, LoadedForm } from "./change-form-loader.js";
import { LeavingGuard } from "./leaving-guard.js";
import { ObjectForm } from "./object-form.js";
import { SubmitRow } from "./submit-row.js";
import { useAfterSave } from "./use-after-save.js";
import { useObjectForm } from "./use-object-form.js";

/** The page on which an object is changed, or viewed by those who may not change it. */
export function ChangeFormPage(): ReactNode {
  const { admin, id, object } = useLoaderData<LoadedForm>();
  const { key } = useLocation();
  if (!rightsOf(admin, useFrame().permissions).view) return <Denied />;
  // A new form for every visit: what was typed belongs to one.
  return object === null ? <Gone admin={admin} id={id} /> : <ChangeForm key={key} admin={admin} object={object} />;
}

function ChangeForm({ admin, object }: { admin: AdminWithForm; object: EditedObject }): ReactNode {
  const { permissions } = useFrame();
  const { search } = useLocation();
  const rights = rightsOf(admin, permissions);
  const form = useObjectForm({ description: admin.form, object, onSaved: useAfterSave(admin, false) });
  const { singular, plural } = admin.labels;
  const hasErrors = form.faults.fields.length + form.faults.others.length > 0 || form.conflict !== null;
  return (
    <Page
      title={rights.change ? text.form.changeTitle(singular) : text.form.viewTitle(singular)}
      object={object.name}
      hasErrors={hasErrors}
      steps={[
        { label: labelOfApp(admin.app), to: `/${admin.app}/` },
        { label: capitalised(plural), to: listAddress(admin, search) },
        { label: object.name },
      ]}
      tools={<Tools admin={admin} object={object} />}
    >
      <ObjectForm form={form} description={admin.form} canChange={rights.change}>
        <SubmitRow
          rights={rights}
          mayAdd={mayAdd(admin, permissions)}
          isNew={false}
          isBusy={form.saving.isBusy}
          listAddress={listAddress(admin, search)}
          deleteAddress={addressOf(admin, { id: object.id, page: "delete" }) + keptFilters(search)}
        />
      </ObjectForm>
      <LeavingGuard hasEdits={form.hasEdits} />
    </Page>
  );
}

/** What can be done with an object besides changing it, and links to its other pages. */
function Tools({ admin, object }: { admin: AdminWithForm; object: EditedObject }): ReactNode {
  const { permissions } = useFrame();
  const kept = keptFilters(useLocation().search);
  const extra = (admin.extraPages ?? []).filter(({ permission }) => permissions.has(permission));
  const pages = [...extra, ...(admin.history ? [{ name: "history", label: text.actions.history }] : [])];
  return (
    <>
      {admin.form.tools?.map((Tool) => (
        <Tool key={Tool.name} object={object} />
      ))}
      {pages.map(({ name, label }) => (
        <li key={name}>
          <Link to={addressOf(admin, { id: object.id, page: name }) + kept}>{label}</Link>
        </li>
      ))}
    </>
  );
}
