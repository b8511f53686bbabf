import type { ReactNode } from "react";
import { Link, useLocation, useNavigate } from "react-router";

import { text } from "../../text/text.js";
import type { SavedObject } from "../form-description.js";
import { useFrame } from "../frame/frame-loader.js";
import { useMessages } from "../frame/messages.js";
import { keptFilters, listAddress } from "../list-address.js";
import type { ModelAdmin } from "../model-admin.js";
import { addressOf, rightsOf } from "../site.js";
import type { SaveButton } from "./use-object-form.js";

/** Tells that an object was saved, and goes where the pressed button leads. */
export function useAfterSave(admin: ModelAdmin, isNew: boolean): (saved: SavedObject, button: SaveButton) => Promise<void> {
  const { showNext } = useMessages();
  const { permissions } = useFrame();
  const { search } = useLocation();
  const navigate = useNavigate();
  return async (saved, button) => {
    const kept = keptFilters(search);
    const next = isNew && button === "save" && admin.form?.isAddedInTwoSteps === true ? "continue" : button;
    const form = addressOf(admin, { id: saved.id, page: "change" }) + kept;
    const { singular } = admin.labels;
    const [before, after] = isNew ? text.form.added(singular) : text.form.changed(singular);
    const hint = { save: "", continue: text.form.editAgain, another: text.form.addAnother(singular) }[next];
    showNext({ level: "success", content: <Sentence before={before} name={saved.name} to={form} after={after + hint} /> });
    const list = rightsOf(admin, permissions).view ? listAddress(admin, search) : "/";
    await navigate({ save: list, continue: form, another: addressOf(admin, "add") + kept }[next]);
  };
}

function Sentence({ before, name, to, after }: { before: string; name: string; to: string; after: string }): ReactNode {
  return (
    <>
      {before}
      <Link to={to}>{name}</Link>
      {after}
    </>
  );
}
