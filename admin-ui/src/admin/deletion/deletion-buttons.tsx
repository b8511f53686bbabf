import { type ReactNode, useState } from "react";
import { useLocation, useNavigate } from "react-router";

import type { BulkChangeFieldsFragment } from "../../api/generated/graphql.js";
import { text } from "../../text/text.js";
import { useBulkChanges } from "../bulk-changes/bulk-changes.js";
import { useConsole } from "../frame/console-context.js";
import { useFrame } from "../frame/frame-loader.js";
import { useMessages } from "../frame/messages.js";
import { useAttempt } from "../frame/use-attempt.js";
import { listAddress } from "../list-address.js";
import { rightsOf } from "../site.js";
import type { LoadedDeletion } from "./deletion-loader.js";
import { forgetSelection } from "./kept-selection.js";

/** Yes, no, and what is better than yes. */
export function DeletionButtons(loaded: LoadedDeletion): ReactNode {
  const { deletion, selection, preview } = loaded;
  const { permissions } = useFrame();
  const { client } = useConsole();
  const navigate = useNavigate();
  const { finish, isBusy } = useFinish(loaded);
  const { instead } = deletion;
  const offersInstead = instead !== undefined && preview.offersInstead && permissions.has(instead.permission);
  return (
    <>
      <div className="deletion-buttons">
        <button
          type="button"
          className="delete"
          disabled={isBusy}
          onClick={() => void finish(deleted(loaded), async () => deletion.run(client, selection))}
        >
          {text.deletion.yes}
        </button>
        <button type="button" className="cancel" onClick={() => void navigate(-1)}>
          {text.deletion.no}
        </button>
      </div>
      {offersInstead && (
        <p className="deletion-instead">
          {instead.explanation}{" "}
          <button
            type="button"
            className="link"
            disabled={isBusy}
            onClick={() => void finish(instead.done(selection.count), async () => instead.run(client, selection))}
          >
            {instead.label}
          </button>
        </p>
      )}
    </>
  );
}

function deleted({ admin, preview, selection, isOne }: LoadedDeletion): string {
  const { singular, plural } = admin.labels;
  if (isOne) return text.deletion.deletedOne(singular, preview.objects[0]?.name ?? "");
  return text.deletion.deletedMany(selection.count, selection.count === 1 ? singular : plural);
}

type Finish = (message: string, run: () => Promise<BulkChangeFieldsFragment | null>) => Promise<void>;

/** Runs something and goes back to the list, as it was; to the dashboard if the list may not be seen. */
function useFinish({ admin }: LoadedDeletion): { finish: Finish; isBusy: boolean } {
  const { showNext } = useMessages();
  const attempt = useAttempt();
  const { follow } = useBulkChanges();
  const { permissions } = useFrame();
  const navigate = useNavigate();
  const { search } = useLocation();
  const [isBusy, setBusy] = useState(false);
  const finish: Finish = async (message, run) => {
    setBusy(true);
    await attempt(async () => {
      const goesOn = await run();
      forgetSelection(admin);
      if (goesOn) follow(goesOn);
      else showNext({ level: "success", content: message });
      await navigate(rightsOf(admin, permissions).view ? listAddress(admin, search) : "/");
    });
    setBusy(false);
  };
  return { finish, isBusy };
}
