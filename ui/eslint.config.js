import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

export default ts.config(
  { ignores: ["dist/", "node_modules/", "src/lib/bindings.ts", "src/lib/commands.ts"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  { languageOptions: { globals: globals.browser } },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // For SvelteKit's router; ours is src/lib/route.ts.
      "svelte/no-navigation-without-resolve": "off",
      // `count;` in an effect says what it depends on.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  {
    // One file talks to the backend: see src/lib/asking.ts.
    files: ["src/**"],
    ignores: ["src/lib/asking.ts"],
    rules: {
      "no-restricted-imports": ["error", { patterns: ["@tauri-apps/*"] }],
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "localStorage", "sessionStorage"],
    },
  },
);
