import type { ReactNode } from "react";

import { useLogOut } from "../flows/use-log-out.js";
import { useGatehouse } from "../provider/gatehouse-context.js";

interface LogOutButtonProps {
  /** Called when no tab shows anything of the former viewer any more. */
  readonly onLoggedOut?: () => void | Promise<void>;
  readonly className?: string;
}

/** Logs out, in all tabs. */
export function LogOutButton({ onLoggedOut, className = "gatehouse-button" }: LogOutButtonProps): ReactNode {
  const { logOut } = useGatehouse().texts;
  const { submit, isBusy, problems } = useLogOut(onLoggedOut);
  return (
    <>
      <button type="button" className={className} aria-disabled={isBusy} onClick={() => void submit()}>
        {isBusy ? logOut.busy : logOut.submit}
      </button>
      <span role="alert" className="gatehouse-problems">
        {problems.form}
      </span>
    </>
  );
}
