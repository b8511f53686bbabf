import { isIP } from "node:net";
import { lookupKey } from "./case-fold.js";
import { codePointLength, strip, tooLong } from "./text.js";
import type { Fault } from "./user-error.js";

const MAX_LENGTH = 254;

/** The address as it is stored and mailed: trimmed, only the part after the last `@` in lower case (as Django). */
export function normalizeEmail(raw: string): string {
  const address = strip(raw);
  const at = address.lastIndexOf("@");
  return at < 0 ? address : address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
}

/**
 * Faults of an address that {@link normalizeEmail} returned; blank is `REQUIRED`, so callers with an optional address skip it.
 *
 * Accepts what Django's EmailValidator accepts, up to 254 code points, save for what mail software may read differently than we
 * compare it: control characters and `@` inside a quoted local part; in the domain, invisible and compatibility characters
 * (full-width `＠` and `．` among them). So an accepted address names one recipient and its {@link emailKey} holds one `@`.
 */
export function checkEmail(normalized: string): Fault[] {
  if (normalized === "") return [{ code: "REQUIRED", message: "Enter an email address." }];
  if (codePointLength(normalized) > MAX_LENGTH) return [tooLong(MAX_LENGTH)];
  const at = normalized.lastIndexOf("@");
  if (isLocalPart(normalized.slice(0, Math.max(at, 0))) && isDomain(normalized.slice(at + 1))) return [];
  return [{ code: "INVALID", message: "Enter a valid email address, such as name@example.com." }];
}

/**
 * What addresses are looked up and kept unique by: equal for spellings that differ in case or compatibility form. For comparing
 * only: mail goes to the stored address, never to a key. Takes any text; blank, over-long or unstorable text gives `""`, which
 * identifies nobody.
 */
export function emailKey(normalized: string): string {
  return lookupKey(normalized, MAX_LENGTH);
}

// RFC 5321 dot-string, or quoted-string without control characters and `@`.
const dotString = /^[-\w!#$%&'*+/=?^`{}|~]+(?:\.[-\w!#$%&'*+/=?^`{}|~]+)*$/;
const quotedString = /^"(?:[!#-?A-[\]-~]|\\[ -?A-~])*"$/;

function isLocalPart(text: string): boolean {
  return dotString.test(text) || quotedString.test(text);
}

// Django's labels: U+00A1 to U+FFFF beside ASCII letters and digits; the last one without digits, unless it is punycode.
const label = /^(?!-)[-a-z0-9\u00a1-\uffff]{1,63}(?<!-)$/u;
const lastLabel = /^(?!-)(?:[-a-z\u00a1-\uffff]{2,63}|xn--[a-z0-9]{1,59})(?<!-)$/u;

function isDomain(text: string): boolean {
  if (text === "localhost") return true;
  const literal = /^\[([0-9a-f:.]+)\]$/.exec(text);
  if (literal) return isIP(literal[1] ?? "") !== 0;
  const labels = text.normalize("NFC").split(".");
  return labels.length > 1 && labels.every((one) => label.test(one)) && lastLabel.test(labels.at(-1) ?? "") && isUnambiguous(text);
}

// Mail software maps a domain before it asks DNS (UTS 46): compatibility characters become plain ones, invisible ones vanish,
// and the ideographic full stop separates labels. Then mail would go to another domain than the one we compared.
function isUnambiguous(domain: string): boolean {
  const invisibleOrDot = /[\p{Other}\p{Separator}\p{Default_Ignorable_Code_Point}\u3002]/u;
  return domain.normalize("NFC") === domain.normalize("NFKC") && !invisibleOrDot.test(domain);
}
