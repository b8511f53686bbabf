import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";

import { LoadingNote, LogOutButton, useAuthConfig, useViewer } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Greets by name, or offers to log in. */
export function HomePage(): ReactNode {
  const { viewer } = useViewer();
  return (
    <Page title={text.home.title}>
      {viewer === undefined && <LoadingNote />}
      {viewer === null && <Offers />}
      {viewer && <Greeting user={viewer.user} />}
    </Page>
  );
}

function Offers(): ReactNode {
  const config = useAuthConfig();
  return (
    <>
      <p>{text.home.stranger}</p>
      <p className="row">
        <Link className="gatehouse-button" to={addresses.logIn}>
          {text.home.logIn}
        </Link>
        {config?.signUpOpen && <Link to={addresses.signUp}>{text.home.signUp}</Link>}
      </p>
    </>
  );
}

interface GreetingProps {
  readonly user: { readonly firstName: string; readonly username: string; readonly isStaff: boolean };
}

function Greeting({ user: { firstName, username, isStaff } }: GreetingProps): ReactNode {
  const navigate = useNavigate();
  return (
    <>
      <p>{text.home.greeting(firstName || username)}</p>
      <ul>
        <li>
          <Link to={addresses.profile}>{text.home.profile}</Link>
        </li>
        <li>
          <Link to={addresses.passwordChange}>{text.home.changePassword}</Link>
        </li>
        {isStaff && (
          <li>
            <a href={addresses.admin}>{text.home.admin}</a>
          </li>
        )}
      </ul>
      <p>
        <LogOutButton onLoggedOut={async () => navigate(addresses.logOut)} />
      </p>
    </>
  );
}
