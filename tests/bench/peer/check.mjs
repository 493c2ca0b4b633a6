// node check.mjs [--scorecard FOLDER] FILE|FOLDER…
//
// Reads agreements as JSON, holds them against a schema compiled once, makes the cross-checks that the schema cannot,
// and writes the scorecard's rows as CSV where a folder is given for them. Exit 1 where anything is wrong.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { crossCheck } from "./cross-checks.mjs";
import { schema } from "./schema.mjs";
import { scorecard } from "./scorecard.mjs";

const ajv = new Ajv({ allErrors: false, strict: true, strictRequired: false });
addFormats(ajv, ["date"]);
const isAgreement = ajv.compile(schema);

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => join(path, file));
}

// What is wrong with the agreement in one file: sentences.
function check(path, scorecards) {
  let text;
  let agreement;
  try {
    text = readFileSync(path, "utf8");
    agreement = JSON.parse(text);
  } catch (error) {
    return [`unreadable: ${error.message}`];
  }
  if (!isAgreement(agreement)) return isAgreement.errors.map((e) => `schema: ${e.instancePath} ${e.message}`);
  const { errors, model } = crossCheck(agreement);
  if (scorecards && errors.length === 0) {
    model.fingerprint = createHash("sha256").update(text).digest("hex").slice(0, 12);
    writeFileSync(join(scorecards, `${basename(path, ".json")}.scorecard.csv`), scorecard(model));
  }
  return errors;
}

function main(words) {
  const paths = [];
  let scorecards = null;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === "--scorecard") scorecards = words[++i];
    else paths.push(words[i]);
  }
  if (scorecards) mkdirSync(scorecards, { recursive: true });
  let faults = 0;
  for (const path of paths.flatMap(filesOf)) {
    for (const error of check(path, scorecards)) {
      faults++;
      process.stdout.write(`${path}: ${error}\n`);
    }
  }
  process.exitCode = faults ? 1 : 0;
}

main(process.argv.slice(2));
