// How much somebody may write or paste to look for something: a page that is pasted is looked for by its beginning.

/** In characters. Rust understands a little more than these. */
export const LONGEST = 200;

/** Text without halves of characters, which nobody sees and Rust refuses: a limit may cut an emoji in two. */
export function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
