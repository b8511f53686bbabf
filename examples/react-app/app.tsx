import { LoadingNote, LoginForm, LogOutButton, PasswordChangeForm, SessionList, SignUpForm, useViewer } from "gatehouse-identity/react";
import { type ReactNode, useState } from "react";

import { Rights } from "./rights.js";

/** An app that is of use to logged-in people only. */
export function App(): ReactNode {
  const { viewer } = useViewer();
  return (
    <main>
      <h1>Reading list</h1>
      {viewer === undefined && <LoadingNote />}
      {viewer === null && <Door />}
      {viewer && <Room name={viewer.user.firstName || viewer.user.username} />}
    </main>
  );
}

/** Log-in and sign-up, on the app's own page. */
function Door(): ReactNode {
  const [newcomer, setNewcomer] = useState<string | null>(null);
  const [isSigningUp, setSigningUp] = useState(false);
  if (isSigningUp) {
    const finish = (username: string): void => {
      setNewcomer(username);
      setSigningUp(false);
    };
    return <SignUpForm autoFocus onSignedUp={({ username }) => finish(username)} />;
  }
  return (
    <LoginForm autoFocus {...(newcomer !== null && { identifier: newcomer })}>
      <p>
        <button type="button" onClick={() => setSigningUp(true)}>
          Sign up
        </button>
      </p>
    </LoginForm>
  );
}

/** What is behind the door. */
function Room({ name }: { name: string }): ReactNode {
  return (
    <>
      <p>Welcome back, {name}. You have read everything.</p>
      <Rights />
      <h2>Where you are logged in</h2>
      <SessionList />
      <h2>Change your password</h2>
      <PasswordChangeForm />
      <LogOutButton />
    </>
  );
}
