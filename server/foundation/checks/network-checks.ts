import type { Settings } from "../platform/settings/load-settings.js";
import type { OperationRates } from "../platform/settings/rate.js";
import type { SettingsCheck } from "./settings-check.js";

const thisMachine = new Set(["localhost", "127.0.0.1", "[::1]", "0.0.0.0"]);

/** What others on the network can read, fake or try without end. */
export const networkChecks: readonly SettingsCheck[] = [
  {
    id: "security.W010",
    about: "GATEHOUSE_BASE_URL",
    message: "People reach the server without TLS: passwords travel in clear.",
    hint: "Put a proxy with TLS in front, and give its https:// URL.",
    isFound: ({ baseUrl }) => baseUrl.startsWith("http:"),
  },
  {
    id: "security.W011",
    about: "GATEHOUSE_BASE_URL",
    message: "Links in mails lead to this machine.",
    hint: "Give the URL under which people reach the server.",
    isFound: ({ baseUrl }) => thisMachine.has(new URL(baseUrl).hostname),
  },
  {
    id: "security.W012",
    about: "GATEHOUSE_PASSWORD_RESET_URL",
    message: "Reset links open a page without TLS, and the token in them is readable on the way.",
    hint: "Give an https:// URL.",
    isFound: ({ passwordResetUrl }) => passwordResetUrl.startsWith("http:"),
  },
  {
    id: "security.W032",
    about: "GATEHOUSE_INVITATION_URL",
    message: "Invitations open a page without TLS, and the token in them is readable on the way.",
    hint: "Give an https:// URL.",
    isFound: ({ invitationUrl }) => invitationUrl.startsWith("http:"),
  },
  {
    id: "security.W013",
    about: "GATEHOUSE_ALLOWED_ORIGINS",
    message: "A page without TLS may use the sessions of people; whoever sits in between can change such a page.",
    hint: "Name https:// origins only.",
    isFound: ({ allowedOrigins }) => allowedOrigins.some((origin) => origin.startsWith("http:")),
  },
  {
    id: "security.W014",
    about: "GATEHOUSE_TRUSTED_PROXIES",
    message: "The URL of the server has TLS, but no proxy is named: all clients may seem to have the proxy's address and share its limits.",
    hint: "Name the addresses of the proxy.",
    isFound: ({ baseUrl, trustedProxies }) => baseUrl.startsWith("https:") && trustedProxies.length === 0,
  },
  {
    id: "security.W015",
    about: "GATEHOUSE_TRUSTED_PROXIES",
    message: "A large part of the internet counts as a proxy, and can claim any address.",
    hint: "Name the addresses of the proxy only.",
    isFound: ({ trustedProxies }) => trustedProxies.some((proxy) => Number(proxy.split("/")[1]) < 8),
  },
  {
    id: "security.W016",
    about: "SMTP_URL",
    message: "Mails are printed and reach nobody.",
    hint: "Name a mail server.",
    isFound: ({ smtpUrl }) => smtpUrl === undefined,
  },
  {
    id: "security.W017",
    about: "SMTP_URL",
    message: "Mails travel in clear, and reset links with them.",
    hint: "Drop ignoreTLS, unless the mail server is on a network that is yours alone.",
    isFound: ({ smtpUrl }) => smtpUrl?.startsWith("smtp:") === true && new URL(smtpUrl).searchParams.has("ignoreTLS"),
  },
  {
    id: "security.W018",
    about: "GATEHOUSE_MAIL_FROM",
    message: "Mails come from an address of this machine; most mail servers drop those.",
    hint: "Give an address of your domain.",
    isFound: ({ mailFrom }) => /@(localhost|[^@]*\.local(host|domain)?)>?$/.test(mailFrom),
  },
  {
    id: "security.W019",
    about: "DATABASE_URL",
    message: "The database is on another machine, and its certificate is not checked.",
    hint: "Add sslmode=verify-full.",
    isFound: ({ databaseUrl }) => databaseUrl !== undefined && !isLocalOrVerified(databaseUrl),
  },
  {
    id: "security.W033",
    about: "GATEHOUSE_METRICS",
    message: "Metrics are told to other machines without a token.",
    hint: "Set GATEHOUSE_METRICS_TOKEN, or listen on 127.0.0.1 only.",
    isFound: ({ metrics, metricsToken }) => typeof metrics === "object" && metricsToken === undefined && !isLoopback(metrics.host),
  },
  {
    id: "security.W034",
    about: "OTEL_EXPORTER_OTLP_ENDPOINT",
    message: "Traces travel to another machine in clear; they tell who uses what, though no secrets.",
    hint: "Give an https:// URL, unless the network is yours alone.",
    isFound: ({ tracesEndpoint }) => tracesEndpoint?.startsWith("http:") === true && !isLoopback(new URL(tracesEndpoint).hostname),
  },
  {
    id: "security.W030",
    about: "GATEHOUSE_THROTTLE_…",
    message: "An operation that checks or mails secrets has no limits.",
    hint: "Leave none of these settings `off`.",
    isFound: (settings) => ratesOf(settings).some(({ perAddress, perAccount }) => perAddress === null && perAccount === null),
  },
  {
    id: "security.W031",
    about: "GATEHOUSE_THROTTLE_PER_ADDRESS",
    message: "One client may try passwords of as many accounts as it likes.",
    hint: "Switch it on, and name your proxies in GATEHOUSE_TRUSTED_PROXIES.",
    isFound: ({ throttlePerAddress }) => !throttlePerAddress,
  },
];

function ratesOf(settings: Settings): OperationRates[] {
  return [
    settings.throttleLogIn,
    settings.throttleLogInFailed,
    settings.throttleSignUp,
    settings.throttleChangePassword,
    settings.throttleRequestPasswordReset,
    settings.throttleConfirmPasswordReset,
  ];
}

function isLoopback(host: string): boolean {
  return ["localhost", "127.0.0.1", "::1", "[::1]"].includes(host);
}

/** A URL without a host, or with a directory as host, means a socket of this machine. */
function isLocalOrVerified(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl.replace("@/", "@localhost/"));
  const host = searchParams.get("host") ?? hostname;
  return host === "" || host.startsWith("/") || thisMachine.has(host) || searchParams.get("sslmode") === "verify-full";
}
