import { Account } from "./account.js";
import { createClient, type TokenHolder } from "./client.js";
import { explain } from "./errors.js";

const password = "correct horse battery";
const newPassword = "a staple of another kind";

/**
 * Takes a new user through the life of an account and tells each step.
 *
 * @param url of a running Gatehouse, such as `http://127.0.0.1:4000`
 * @param username a name that is still free
 */
export async function walk(url: string, username: string, print: (line: string) => void): Promise<void> {
  const holder: TokenHolder = { token: null };
  const account = new Account(createClient(`${url}/graphql`, holder), holder);

  print("Sign up with a password that is too simple:");
  print(await account.signUp({ username, password: "12345" }).then(() => "?", explain));

  await account.signUp({ username, password });
  print(`Signed up as ${username}.`);

  print("Log in with a wrong password:");
  print(await account.logIn(username, "wrong", "example").then(() => "?", explain));

  await account.logIn(username, password, "example");
  print(`Logged in as ${(await account.viewer())?.user.username}.`);

  await account.updateProfile({ firstName: "Ada", lastName: "Lovelace" });
  print(`My name is ${(await account.viewer())?.user.fullName} now.`);

  await account.changePassword({ currentPassword: password, newPassword });
  print(`Changed the password; still ${(await account.viewer())?.user.username}.`);

  const sessions = await account.sessions();
  print(`Logged in on: ${sessions.map(({ deviceName, current }) => `${deviceName}${current ? " (this one)" : ""}`).join(", ")}.`);

  await account.logOut();
  print(`Logged out; the viewer is ${JSON.stringify(await account.viewer())}.`);
}
