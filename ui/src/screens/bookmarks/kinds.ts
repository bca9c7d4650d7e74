// Under which heading each kind of saved record stands: what is called first, then what to do, then what to read.

import type { Bookmark, RecordKind } from "../../lib/bindings";

const headings: [title: string, kinds: RecordKind[]][] = [
  ["Contacts", ["contact"]],
  ["What to do", ["pathway", "step"]],
  ["Themes", ["theme"]],
  ["Resources", ["resource"]],
  ["Practice weeks", ["week", "session"]],
  ["Articles and glossary", ["article", "term"]],
];

/** What was saved, under headings; under each in the order that the person chose. */
export function byKind(all: readonly Bookmark[]): { title: string; saved: Bookmark[] }[] {
  const groups = headings.map(([title, kinds]) => ({
    title,
    saved: all.filter(({ kind }) => kinds.includes(kind)),
  }));
  return groups.filter(({ saved }) => saved.length > 0);
}
