import { type ReactNode, useState } from "react";

import { useUpdateProfile } from "../flows/use-update-profile.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { FlowForm, type FormProps } from "./flow-form.js";
import { LoadingNote } from "./loading-note.js";

/** Lets whoever is logged in change their names. Nothing for anybody else. */
export function ProfileForm({ children, ...props }: FormProps): ReactNode {
  const { texts, viewer } = useGatehouse();
  const [isSaved, setSaved] = useState(false);
  const { submit, isBusy } = useUpdateProfile(() => setSaved(true));
  if (viewer === undefined) return <LoadingNote />;
  if (viewer === null) return null;
  const { firstName, lastName } = viewer.user;
  const fields = [
    { name: "firstName", label: texts.fields.firstName, autoComplete: "given-name", initial: firstName, isOptional: true },
    { name: "lastName", label: texts.fields.lastName, autoComplete: "family-name", initial: lastName, isOptional: true },
  ] as const;
  return (
    <FlowForm
      // Another tab may have logged in somebody else.
      key={viewer.user.id}
      {...props}
      fields={fields}
      words={texts.profile}
      isBusy={isBusy}
      send={async ({ firstName: given = "", lastName: family = "" }) => {
        setSaved(false);
        return submit({ firstName: given, lastName: family });
      }}
    >
      <span role="status" className="gatehouse-hint">
        {isSaved && texts.profile.saved}
      </span>
      {children}
    </FlowForm>
  );
}
