import type { ReactNode } from "react";
import { Link, useLocation, useNavigate } from "react-router";

import { LogOutDocument } from "../../api/generated/graphql.js";
import { change } from "../../../react/api/request.js";
import { text } from "../../text/text.js";
import { useConsole } from "./console-context.js";
import { useFrame } from "./frame-loader.js";
import { ThemeButton } from "./theme-button.js";
import { useAttempt } from "./use-attempt.js";

const passwordAddress = "/password_change/";

/** The name of the site, and what a user does with their own account. */
export function Header(): ReactNode {
  const { client } = useConsole();
  const { user } = useFrame();
  const navigate = useNavigate();
  const isHere = useLocation().pathname.startsWith(passwordAddress);
  const attempt = useAttempt();
  const logOut = async (): Promise<void> => {
    await change(client, LogOutDocument, {});
    await navigate("/logout/");
  };
  return (
    <header className="site-header">
      <div className="site-name">
        <Link to="/">{text.site.header}</Link>
      </div>
      <div className="user-tools">
        {text.site.welcome} <strong>{user.firstName === "" ? user.username : user.firstName}</strong>. <a href="/">{text.site.viewSite}</a>{" "}
        / {isHere ? text.site.changePassword : <Link to={passwordAddress}>{text.site.changePassword}</Link>} /{" "}
        <button type="button" className="link" onClick={() => void attempt(logOut)}>
          {text.site.logOut}
        </button>
        <ThemeButton />
      </div>
    </header>
  );
}
