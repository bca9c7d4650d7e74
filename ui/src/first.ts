// Comes before everything else that main.ts imports, so that the questions are on their way while the rest is read.

import { askAhead } from "./lib/ahead";

export const first = askAhead();
