import type { ReactNode } from "react";

import { type LoggedInUser, useLogIn } from "../flows/use-log-in.js";
import { useGatehouse } from "../provider/gatehouse-context.js";
import { FlowForm, type FormProps } from "./flow-form.js";

interface LoginFormProps extends FormProps {
  /** Called when the new viewer is known everywhere; the form stays busy until it is done. */
  readonly onLoggedIn?: (user: LoggedInUser) => void | Promise<void>;
  /** Login that is filled in, such as that of somebody who has just signed up. */
  readonly identifier?: string;
  /** What the list of sessions calls this device; the browser's name when absent. */
  readonly deviceName?: string;
}

/** Asks for login and password. */
export function LoginForm({ onLoggedIn, identifier, deviceName, ...props }: LoginFormProps): ReactNode {
  const { texts, config } = useGatehouse();
  const { submit, isBusy } = useLogIn(onLoggedIn);
  const [first, second] = config?.logInIdentifiers ?? [];
  const label = first === "EMAIL" ? "email" : "username";
  const fields = [
    {
      name: "identifier",
      label: texts.fields[second === undefined ? label : "usernameOrEmail"],
      autoComplete: "username",
      initial: identifier,
      isKnown: identifier !== undefined,
    },
    { name: "password", label: texts.fields.password, kind: "password", autoComplete: "current-password" },
  ] as const;
  return (
    <FlowForm
      {...props}
      fields={fields}
      words={texts.logIn}
      isBusy={isBusy}
      refocus="password"
      extra={
        <label className="gatehouse-choice">
          <input type="checkbox" name="rememberMe" defaultChecked /> {texts.fields.rememberMe}
        </label>
      }
      send={async ({ identifier: typed = "", password = "", rememberMe }) =>
        submit({ identifier: typed, password, rememberMe: rememberMe !== undefined, ...(deviceName !== undefined && { deviceName }) })
      }
    />
  );
}
