/** What went wrong, in words. */
export function reason(error: unknown): string {
  return error instanceof Error
    ? error.message
    : "Something went wrong. In immediate danger, call 999. Try again, or restart Doorstep.";
}
