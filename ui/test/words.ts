// Words that no screen says, and what to say instead: plain British English, one word for one thing (DESIGN: "Words on
// screen").

export const INSTEAD: [word: RegExp, instead: string][] = [
  [/\b(ring(s|ing)?|rang|rung|telephone[ds]?|phone (them|it))\b/i, "call"],
  [/\bhosts?\b/i, "update server"],
  [/\brefresh(es|ed|ing)?\b/i, "update"],
  [/\beditions?\b/i, "version (of the catalogue), or update"],
  [/\b(kept|what you keep|keep offline)\b/i, "saved, stored or downloaded"],
  [/\bbookmark/i, "save, saved"],
  [/\b(stands?|stood) (in|on|for|here|there|behind|beside|by|first|alone|so)\b/i, "is, appears"],
  [/\b(told|nobody|somebody|anybody|nobody's)\b/i, "say who: you, no one, someone, anyone"],
  [
    /\b(anew|afresh|deed|brought|in vain|lately|aside|thereof|whereof|upon)\b/,
    "a word that you would say aloud",
  ],
  [
    /\b(answers? on this device|which is none|that is none|is no \w+ that|short words|word of it)\b/,
    "plain English",
  ],
  [/\b(whoever|IT department|administrator)\b/i, "your IT team"],
  [/\b(click|tap)(s|ped|ping|ed)?\b/i, "press, choose"],
  [/\b(please|sorry|oops|unfortunately|simply|just)\b/i, "leave it out"],
  [/\b(invalid|error|failed|failure|abort\w*|fatal|exception)\b/i, "what happened and what to do"],
  [/\b(e\.g\.|i\.e\.|etc\b|via\b|and\/or)/i, "for example, that is, through, or"],
  [
    /\b(utilis\w+|facilitat\w+|in order to|prior to|regarding|commence\w*|additional(?! resources))\b/,
    "a shorter word",
  ],
  [/\b(do|does|is|are|can|could|will|would|has|have)n['’]t\b|\b(can|won)['’]t\b/i, "not, written out"],
  [/’/, "' as in the catalogue's own texts"],
  [/\b(color|center|organization|license|gray|canceled|program(s)?(?! for))\b/i, "the British spelling; app"],
];

/** Sentences in which such a word is right, and why. */
export const ALLOWED: [sentence: string, why: string][] = [];
