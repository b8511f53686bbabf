import { type ReactNode, useState } from "react";

import { useGatehouse } from "../provider/gatehouse-context.js";
import { isKept } from "./kept-rules.js";
import { PasswordInput, type PasswordInputProps } from "./password-input.js";

/** A password to be chosen, with the rules it must keep. Those that a browser can judge are ticked while it is typed. */
export function NewPasswordInput(props: PasswordInputProps): ReactNode {
  const [typed, setTyped] = useState("");
  const rules = `${props.id}rules`;
  return (
    <>
      <PasswordInput
        {...props}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        aria-describedby={[props["aria-describedby"], rules].join(" ").trim()}
      />
      <PasswordRules id={rules} password={typed} />
    </>
  );
}

/** What new passwords must be like. Nothing until that is known: the server tells it again when a password breaks a rule. */
function PasswordRules({ id, password }: { id: string; password: string }): ReactNode {
  const { texts, config } = useGatehouse();
  const rules = config?.passwordPolicy.rules ?? [];
  return (
    <div className="gatehouse-rules" id={id}>
      {rules.length > 0 && <p>{texts.rulesTitle.heading}</p>}
      <ul>
        {rules.map((rule) => (
          <li key={rule.name} data-kept={isKept(rule, password)}>
            {texts.rules[rule.name]?.((rule.params ?? {}) as Readonly<Record<string, unknown>>) ?? rule.description}
            {isKept(rule, password) && <span className="gatehouse-unseen"> ({texts.rulesTitle.kept})</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
