// Whose guidance it is: its name, its first words and its colours, as the edition has them.

import type { LookView, PartnershipView } from "./bindings";

const SHADES = ["primary", "primary_hover", "on_primary", "link", "link_hover"] as const;

class Partnership {
  now = $state.raw<PartnershipView>({});

  take(partnership: PartnershipView): void {
    this.now = partnership;
    wear(partnership.look);
  }
}

export const partnership = new Partnership();

/** Hands its colours to the style sheets: `--light-primary`. A page's policy lets a script set them, and nobody else. */
function wear(look: LookView | undefined): void {
  const { style } = document.documentElement;
  for (const ground of ["light", "dark"] as const) {
    for (const shade of SHADES) {
      const name = `--${ground}-${shade.replaceAll("_", "-")}`;
      if (look) style.setProperty(name, look[ground][shade]);
      else style.removeProperty(name);
    }
  }
}
