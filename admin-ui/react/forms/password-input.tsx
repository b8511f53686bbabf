import { type ComponentProps, type KeyboardEvent, type ReactNode, useState } from "react";

import { useGatehouse } from "../provider/gatehouse-context.js";

/** As `input`, with what the button beside it needs to know. */
export interface PasswordInputProps extends ComponentProps<"input"> {
  readonly id: string;
  readonly label: string;
  /** While the form is sent nothing is shown: browsers may keep what stands in a line of plain text. */
  readonly isBusy: boolean;
}

/** A password that can be looked at, and tells when Caps Lock is on. It can be pasted, and managers can fill it in. */
export function PasswordInput({ label, isBusy, ...input }: PasswordInputProps): ReactNode {
  const { fields: words } = useGatehouse().texts;
  const [isWanted, setWanted] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const isShown = isWanted && !isBusy;
  const notice = (event: KeyboardEvent): void => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <>
      <div className="gatehouse-password">
        <input
          {...input}
          type={isShown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          onKeyDown={notice}
          onKeyUp={notice}
          onBlur={() => setCapsLock(false)}
        />
        <button type="button" aria-controls={input.id} onClick={() => setWanted(!isWanted)}>
          {isShown ? words.hidePassword : words.showPassword} <span className="gatehouse-unseen">{label}</span>
        </button>
      </div>
      <p role="status" className="gatehouse-caps-lock">
        {hasCapsLock && words.capsLock}
      </p>
    </>
  );
}
