// Makes server/modules/passwords/common-passwords.txt from the word list of @zxcvbn-ts/language-common (MIT), which is ordered
// from the most to the least frequent. The package is no dependency; to make the file again:
//
//   npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
//   node scripts/make-common-passwords.mjs package
//
// The same version gives the same bytes. After a change of version adapt THIRD-PARTY-NOTICES.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TARGET = new URL("../server/modules/passwords/common-passwords.txt", import.meta.url);
const SIZE = 20_000;

// The most frequent ones are taken at any length, because the minimum length is a setting. After them only those that the
// default minimum of eight characters lets through, because the others are refused anyway.
const ANY_LENGTH = 3_000;
const DEFAULT_MIN_LENGTH = 8;

// Our own product, the software around it, and usual words that the source lacks.
const ADDED = `
  gatehouse gatehouse! gatehouse1 gatehouse12 gatehouse123 gatehouse1234 g4tehouse gateh0use mygatehouse gatehouseadmin
  admingatehouse gatehouse-admin gatehouse-identity gatehousepassword passwordgatehouse
  adminadmin administrator1 rootroot superuser superuser1 createsuperuser django django123 djangoadmin
  graphql graphql1 graphql123 postgres postgres1 postgres123 postgresql typescript identity
  p@ssword p@ssword1 p@ssw0rd1 p@ssw0rd123 changeme1 changeme123 changeit asdfjkl: correcthorsebatterystaple
`
  .trim()
  .split(/\s+/);

const [sourcePackage] = process.argv.slice(2);
if (!sourcePackage) throw new Error("Give the directory of the unpacked @zxcvbn-ts/language-common.");

const ranked = JSON.parse(readFileSync(join(sourcePackage, "src/passwords.json"), "utf8"));
const frequent = ranked.slice(0, ANY_LENGTH);
const longEnough = ranked.slice(ANY_LENGTH).filter((word) => word.length >= DEFAULT_MIN_LENGTH);

// A set keeps the order of insertion, so the cut falls on the least frequent.
const chosen = [...new Set([...ADDED, ...frequent, ...longEnough].map((word) => word.trim().toLowerCase()))].slice(0, SIZE);
writeFileSync(TARGET, `${chosen.sort().join("\n")}\n`);
console.log(`${chosen.length} passwords, ${chosen.filter((word) => word.length >= DEFAULT_MIN_LENGTH).length} of eight characters or more`);
