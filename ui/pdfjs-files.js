// What pdf.js reads while it shows a document, put beside the screens as `/pdfjs/`: nothing is fetched from anywhere.

import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const library = dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));

/** Folder in the app, folder in the library, the files that are wanted. */
const wanted = [
  ["", "", /^LICENSE$/],
  // How the bytes of East Asian and other composite fonts are read.
  ["cmaps", "cmaps", /\.bcmap$|^LICENSE/],
  // Of the fonts that a PDF may leave out, those that no system has alike. For the others pdf.js takes the system's.
  ["standard_fonts", "standard_fonts", /^Foxit(Symbol|Dingbats)\.pfb$|^LICENSE_FOXIT$/],
  // Pictures in JPEG 2000 and JBIG2, decoded by plain script: the window's policy allows no WebAssembly.
  ["wasm", "wasm", /_nowasm_fallback\.js$|^LICENSE_(PDFJS_)?(JBIG2|OPENJPEG)$/],
  // Marks of notes in a document's margin.
  ["images", "web/images", /^annotation-.*\.svg$/],
];

const files = new Map(
  wanted.flatMap(([folder, from, fits]) =>
    readdirSync(join(library, from))
      .filter((name) => fits.test(name))
      .map((name) => [join("pdfjs", folder, name).replaceAll("\\", "/"), join(library, from, name)]),
  ),
);

const types = { js: "text/javascript", svg: "image/svg+xml" };

/** @returns {import("vite").Plugin} */
export function pdfjsFiles() {
  return {
    name: "pdfjs-files",
    generateBundle() {
      for (const [fileName, path] of files)
        this.emitFile({ type: "asset", fileName, source: readFileSync(path) });
    },
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const path = files.get(request.url?.slice(1) ?? "");
        if (!path || !existsSync(path)) return next();
        response.setHeader("Content-Type", types[path.split(".").at(-1)] ?? "application/octet-stream");
        createReadStream(path).pipe(response);
      });
    },
  };
}
