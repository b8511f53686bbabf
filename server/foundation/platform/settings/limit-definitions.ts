import { operationRates } from "./rate.js";
import { documentList } from "./document-list.js";
import { define, flag, wholeNumber } from "./setting.js";

const day = 86_400;

/** The settings that say what may be asked, and how often something may be tried. */
export const limitDefinitions = {
  allowedDocuments: define({
    name: "GATEHOUSE_GRAPHQL_ALLOWED_DOCUMENTS",
    description:
      "A JSON file with the only GraphQL documents that are served: a list of texts, or an object whose values they are. " +
      "`npx gatehouse print-documents` prints those of our pages.",
    defaultInWords: "every document within the limits is served",
    ...documentList,
  }),
  throttlePerAddress: define({
    name: "GATEHOUSE_THROTTLE_PER_ADDRESS",
    description: "Turns all limits by client address on or off, for installations where every client shares one address.",
    defaultText: "on",
    ...flag,
  }),
  ...throttles(),
  lockoutFreeFailures: define({
    name: "GATEHOUSE_LOCKOUT_FREE_FAILURES",
    description: "So many wrong passwords of one account in a row, over all ways to check one, before it has to wait.",
    defaultText: "5",
    ...wholeNumber(1, 100),
  }),
  lockoutFirstDelaySeconds: define({
    name: "GATEHOUSE_LOCKOUT_FIRST_DELAY_SECONDS",
    description: "The first wait; it doubles with each further failure. A device on which the user has logged in before does not wait.",
    defaultText: "30",
    ...wholeNumber(1, day, "seconds"),
  }),
  lockoutLongestDelaySeconds: define({
    name: "GATEHOUSE_LOCKOUT_LONGEST_DELAY_SECONDS",
    description: "The longest wait.",
    defaultText: "3600",
    ...wholeNumber(1, day, "seconds"),
  }),
  lockoutMaxFailures: define({
    name: "GATEHOUSE_LOCKOUT_MAX_FAILURES",
    description: "After so many in a row only a password reset or a known device helps. NIST SP 800-63B-4 allows at most 100.",
    defaultText: "100",
    ...wholeNumber(1, 100),
  }),
};
function throttles() {
  const define1 = (name: string, what: string, defaultText: string) =>
    define({ name: `GATEHOUSE_THROTTLE_${name}`, description: `Limits of ${what}.`, defaultText, ...operationRates });
  return {
    throttleLogIn: define1("LOG_IN", "`logIn`", "30/m/ip"),
    throttleLogInFailed: define1("LOG_IN_FAILED", "failed `logIn`s; the key is the identifier", "10/m/ip,5/5m/key"),
    throttleSignUp: define1("SIGN_UP", "`signUp`", "20/m/ip"),
    throttleChangePassword: define1("CHANGE_PASSWORD", "`changePassword`; the key is the user", "5/m/key"),
    throttleRequestPasswordReset: define1(
      "REQUEST_PASSWORD_RESET",
      "mails to choose a password, whoever asks for them; the key is the address",
      "20/m/ip,5/m/key",
    ),
    throttleConfirmPasswordReset: define1(
      "CONFIRM_PASSWORD_RESET",
      "everything that takes a mailed token or a set-up token, together",
      "20/m/ip",
    ),
  };
}
