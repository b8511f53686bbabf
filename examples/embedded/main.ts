import { mkdirSync } from "node:fs";

import { createListedDirectory } from "./company-directory.js";
import { openShop } from "./shop.js";

const [port = "4001"] = process.argv.slice(2);
const dataDirectory = ".gatehouse/embedded-example";
const spoolDirectory = `${dataDirectory}/outgoing-mail`;
mkdirSync(spoolDirectory, { recursive: true });

const shop = await openShop(
  {
    environment: { GATEHOUSE_BASE_URL: `http://127.0.0.1:${port}`, GATEHOUSE_DATA_DIR: dataDirectory },
    directory: createListedDirectory([
      { login: "grace", password: "directory-Word-17", firstName: "Grace", lastName: "Hopper", email: "grace@example.com", hasLeft: false },
    ]),
    managers: ["grace"],
    spoolDirectory,
    tell: (line) => console.log(line),
  },
  Number(port),
);
console.log(`The shop is open at ${shop.url}; Gatehouse answers at ${shop.url}/graphql.`);
process.once("SIGINT", () => void shop.close());
process.once("SIGTERM", () => void shop.close());
