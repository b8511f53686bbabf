import type { ReactNode } from "react";
import { useLocation, useParams } from "react-router";

import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import { useFrame } from "../frame/frame-loader.js";
import { Denied } from "../frame/denied.js";
import { labelOfApp } from "../frame/model-groups.js";
import { Page } from "../frame/page.js";
import { listAddress } from "../list-address.js";
import { capitalised, mayAdd, rightsOf } from "../site.js";
import { type AdminWithForm, findWithForm } from "./change-form-loader.js";
import { LeavingGuard } from "./leaving-guard.js";
import { ObjectForm } from "./object-form.js";
import { SubmitRow } from "./submit-row.js";
import { useAfterSave } from "./use-after-save.js";
import { useObjectForm } from "./use-object-form.js";

/** The page on which an object is added. */
export function AddFormPage(): ReactNode {
  const { site } = useConsole();
  const { permissions } = useFrame();
  const { key } = useLocation();
  const admin = findWithForm(site, useParams());
  return mayAdd(admin, permissions) ? <AddForm key={key} admin={admin} /> : <Denied />;
}

function AddForm({ admin }: { admin: AdminWithForm }): ReactNode {
  const { permissions } = useFrame();
  const { search } = useLocation();
  const rights = rightsOf(admin, permissions);
  const form = useObjectForm({ description: admin.form, object: null, onSaved: useAfterSave(admin, true) });
  const title = text.form.addTitle(admin.labels.singular);
  return (
    <Page
      title={title}
      hasErrors={form.faults.fields.length + form.faults.others.length > 0}
      steps={[
        { label: labelOfApp(admin.app), to: `/${admin.app}/` },
        { label: capitalised(admin.labels.plural), to: rights.view ? listAddress(admin, search) : undefined },
        { label: title },
      ]}
    >
      <ObjectForm form={form} description={admin.form} canChange focusOn={form.fieldsets[0]?.fields[0]?.name}>
        <SubmitRow rights={rights} mayAdd isNew isBusy={form.saving.isBusy} listAddress={listAddress(admin, search)} deleteAddress="" />
      </ObjectForm>
      <LeavingGuard hasEdits={form.hasEdits} />
    </Page>
  );
}
