import type { ReactNode } from "react";
import { Link } from "react-router";

import { text } from "../../text/text.js";
import { useConsole } from "../frame/console-context.js";
import { useFrame } from "../frame/frame-loader.js";
import { Icon } from "../frame/icon.js";
import { useAttempt } from "../frame/use-attempt.js";
import type { ListExport } from "../list-action.js";
import { addressOf, rightsOf } from "../site.js";
import type { LoadedList } from "./change-list-loader.js";

/** What can be done beside the rows: to write the list into a file, and to add an object. */
export function ListTools(list: LoadedList): ReactNode {
  const { admin } = list;
  const rights = rightsOf(admin, useFrame().permissions);
  const { client } = useConsole();
  const attempt = useAttempt();
  const download = async ({ order }: ListExport): Promise<void> => {
    await attempt(async () => location.assign(await order(client, list.request)));
  };
  return (
    <>
      {admin.list.exports?.map((way) => (
        <li key={way.name}>
          <button type="button" onClick={() => void download(way)}>
            {way.label}
          </button>
        </li>
      ))}
      {rights.add && (
        <li>
          <Link to={addressOf(admin, "add")} className="add">
            {text.list.add(admin.labels.singular)} <Icon name="plus" />
          </Link>
        </li>
      )}
    </>
  );
}
