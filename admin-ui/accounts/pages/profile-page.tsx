import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";

import { LogOutButton, ProfileForm, SessionList, useViewer } from "../../react/index.js";
import { addresses } from "../addresses.js";
import { Page } from "../frame/page.js";
import { text } from "../text/text.js";

/** Who somebody is here, and where they are logged in. */
export function ProfilePage(): ReactNode {
  const { viewer } = useViewer();
  const navigate = useNavigate();
  if (!viewer) return null;
  const { username, email } = viewer.user;
  return (
    <Page title={text.profile.title}>
      <dl>
        <dt>{text.profile.username}</dt>
        <dd>{username}</dd>
        <dt>{text.profile.email}</dt>
        <dd>{email ?? text.profile.noEmail}</dd>
      </dl>
      <ProfileForm />
      <h2>{text.profile.password}</h2>
      <p>
        <Link to={addresses.passwordChange}>{text.profile.changePassword}</Link>
      </p>
      <h2>{text.profile.sessions}</h2>
      <SessionList />
      <p className="end">
        <LogOutButton onLoggedOut={async () => navigate(addresses.logOut)} />
      </p>
    </Page>
  );
}
