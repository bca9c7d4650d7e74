// The sources of what a person can meet, read as they are: through Vite each would be a module.

import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";

/** Svelte's parser, as Node loads it. */
export const { parse } = createRequire(import.meta.url)("svelte/compiler");

const ROOT = new URL("../../", import.meta.url);

const FOLDERS = [
  "ui/src",
  "src-tauri/src",
  ...["app", "catalogue", "ical", "personal", "reminders", "screens"].map(
    (name) => `src-tauri/crates/${name}/src`,
  ),
];

/** Tests, what is made, and what only an editor meets, at a desk. */
const NOT =
  /tests?\.(rs|ts)$|lib\/(bindings|commands)\.ts$|(desktop_entry|typescript)\.rs$|catalogue\/src\/(validate\/.*|acceptable|catalogue|edition|hours|id|look)\.rs$/;

/** Each file's text, by its path from the top of the repository. */
export function sources() {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true }).map((path) => `${folder}/${path}`),
  );
  const read = paths.filter((path) => /\.(svelte|ts|rs)$/.test(path) && !NOT.test(path)).sort();
  return read.map((path) => [path, readFileSync(new URL(path, ROOT), "utf8")]);
}
