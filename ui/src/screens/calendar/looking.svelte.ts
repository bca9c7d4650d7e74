// How somebody looks at the calendar: coming back to it finds it as it was left.

import { kept } from "../../lib/kept.svelte";
import { size } from "../../lib/size.svelte";

export type View = "agenda" | "month";

/** A phone has room for a list; the month is one tap away. */
export const view = kept<View>("view", size.narrow ? "agenda" : "month", { lasting: true });

/** The day that is opened in the month, "2026-11-22"; today until one is. */
export const openedDay = kept<string | undefined>("day", undefined, { lasting: true });

/** The day whose month is shown, where keys or buttons have led on from the one that is opened. */
export const reachedDay = kept<string | undefined>("reached", undefined);
