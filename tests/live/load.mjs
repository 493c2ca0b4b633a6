// The page's own scripts outside a page: load.mjs gives figures and scoring as they stand in src/emit.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { fileURLToPath } from "node:url";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "../../src/emit");

export function load() {
  const context = vm.createContext({});
  for (const name of ["figures", "scoring"])
    vm.runInContext(fs.readFileSync(path.join(folder, `${name}.js`), "utf8"), context, { filename: `${name}.js` });
  return vm.runInContext("({ figures, scoring })", context);
}
