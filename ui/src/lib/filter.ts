/** Whether all words of a query stand in the texts, in any order. Digits also match through the gaps of a number. */
export function holds(query: string, ...texts: (string | undefined)[]): boolean {
  const text = plain(texts.filter((part) => part !== undefined).join(" "));
  const digits = closed(text);
  const words = closed(plain(query)).split(" ");
  return words.every((word) => text.includes(word) || digits.includes(word));
}

function closed(text: string): string {
  return text.replace(/(\d) (?=\d)/g, "$1");
}

function plain(text: string): string {
  return text.toLowerCase().replace(/’/g, "'").replace(/\s+/g, " ").trim();
}

/** "1 theme", "3 themes", "No themes". */
export function count(many: number, one: string, more = `${one}s`): string {
  return many === 0 ? `No ${more}` : `${many} ${many === 1 ? one : more}`;
}
