import { define, file, SettingFault, text } from "./setting.js";

const tokenUrl = {
  form: "URL containing `<token>`",
  parse(value: string): string {
    if (!/^https?:\/\//.test(value) || !value.includes("<token>")) throw new SettingFault("must be an http(s) URL that contains <token>");
    return value;
  },
};

const pageAddress = {
  form: "path such as /dashboard/, or http(s) URL",
  parse(value: string): string {
    const isPath = /^\/(?![/\\])/.test(value);
    const isUrl = /^https?:\/\/[^/\\]/i.test(value) && URL.canParse(value);
    if (!isPath && !isUrl) throw new SettingFault(`must be a path that begins with one slash, or an http(s) URL, not "${value}"`);
    if (/\/accounts\/login\/?$/.test(value)) throw new SettingFault("must not be the login page, which would lead in a circle");
    return value;
  },
};

/** The settings of the account pages, and of the mails that lead to them. */
export const accountPageDefinitions = {
  siteName: define({
    name: "GATEHOUSE_SITE_NAME",
    description: "Name of the site in mails and on the account pages.",
    defaultText: "Gatehouse",
    ...text,
  }),
  logo: define({
    name: "GATEHOUSE_LOGO",
    description: "Picture that the account pages show beside the name of the site, served at `/accounts/logo`.",
    ...file(".svg", ".png", ".webp", ".jpg", ".jpeg"),
  }),
  accountsStyleSheet: define({
    name: "GATEHOUSE_ACCOUNTS_STYLESHEET",
    description: "Style sheet that restyles the account pages, served at `/accounts/custom.css`; read once, at the start.",
    ...file(".css"),
  }),
  logInRedirectUrl: define({
    name: "GATEHOUSE_LOG_IN_REDIRECT_URL",
    description: "Where the account pages send people after log-in who did not come from a page of this server or of an allowed origin.",
    defaultText: "/accounts/profile/",
    ...pageAddress,
  }),
  passwordResetUrl: define({
    name: "GATEHOUSE_PASSWORD_RESET_URL",
    description: "The page that a reset link opens; `<token>` stands for the token.",
    defaultInWords: "base URL + `/accounts/reset/<token>/`",
    ...tokenUrl,
  }),
  invitationUrl: define({
    name: "GATEHOUSE_INVITATION_URL",
    description: "The page that an invitation opens; `<token>` stands for the token.",
    defaultInWords: "base URL + `/accounts/invitation/<token>/`",
    ...tokenUrl,
  }),
};
