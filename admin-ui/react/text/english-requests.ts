/** What is told of requests in English, by the library and by the console. */
export const englishRequests = {
  offline: "The server cannot be reached. Nothing is lost; try again when you are connected.",
  unexpected: "The server had a fault of its own. Try again; if it stays, tell whoever runs this site.",
  broken: "This page has a fault. Load it again; if it stays, tell whoever runs this site.",
  loggedOut: "You are not logged in any more.",
  reference: (id: string) => `Reference: ${id}`,
  tooMany: (wait: string) => `Not so fast, please. Try again ${wait}.`,
  inSeconds: (count: number) => `in ${count} ${count === 1 ? "second" : "seconds"}`,
  inMinutes: (count: number) => `in ${count} ${count === 1 ? "minute" : "minutes"}`,
  later: "a little later",
  retry: "Try again",
  loading: "Loading…",
};
