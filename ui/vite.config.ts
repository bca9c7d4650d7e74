import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

import { pdfjsFiles } from "./pdfjs-files.js";

export default defineConfig({
  plugins: [svelte(), svelteTesting(), pdfjsFiles()],
  test: { testTimeout: 60_000, setupFiles: "./test/setup.ts", css: { include: [/_print/, /\?raw$/] } },
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    outDir: "dist",
    // The web views we run in: WebKitGTK 2.40, WKWebView of iOS 16, WebView2 and Android's.
    target: ["safari16", "chrome107"],
    // The window's content security policy allows files of our own and nothing else:
    // no inline script, no data: address. What the first screens need comes in one script and one style sheet;
    // the other screens and pdf.js each in their own, all read from inside the program.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // pdf.js, which is read when a document is opened and not before.
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What all screens share, in one file rather than in one for each.
            { name: "shared", test: /\/src\/(lib|components)\/|\/node_modules\/(?!pdfjs-dist)/ },
          ],
        },
      },
    },
  },
});
