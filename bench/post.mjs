// Sends what is measured. As little as can be around it: whatever the client takes, the server beside it on the same machine lacks.
import { request as httpRequest } from "node:http";

/** Sends a body of JSON and gives the text of the answer. The agent decides about connections. */
export async function post(address, body, { agent, headers }) {
  return new Promise((resolve, reject) => {
    const all = { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = httpRequest(address, { agent, method: "POST", headers: all }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part)).on("end", () => resolve(text));
      response.on("error", reject);
    });
    sent.on("error", reject).end(body);
  });
}
