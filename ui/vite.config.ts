import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    outDir: "dist",
    // The web views we run in: WebKitGTK 2.40, WKWebView of iOS 16, WebView2 and Android's.
    target: ["safari16", "chrome107"],
    // The window's content security policy allows files of our own and nothing else:
    // no inline script, no data: address. One script and one style sheet, read from inside the program.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
});
