// The page at which each document was left, for as long as the window lives. Never written down.

const pages = new Map<string, number>();

export function leave(id: string, page: number): void {
  pages.set(id, page);
}

/** From 1. */
export function leftAt(id: string): number {
  return pages.get(id) ?? 1;
}
