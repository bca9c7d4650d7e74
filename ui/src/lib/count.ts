/** "1 theme", "3 themes", "No themes". */
export function count(many: number, one: string, more = `${one}s`): string {
  return many === 0 ? `No ${more}` : `${many} ${many === 1 ? one : more}`;
}
