/** What went wrong, in words. */
export function reason(error: unknown): string {
  return error instanceof Error
    ? error.message
    : "Doorstep could not do that. Try again, or restart Doorstep. In immediate danger, call 999.";
}
