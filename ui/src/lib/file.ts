const MEGABYTE = 1024 * 1024;

/** Refuses a file by its size, before any of it is read into memory: `what` is what it was taken for. */
export function refuseAbove(megabytes: number, file: File, what: string): void {
  if (file.size <= megabytes * MEGABYTE) return;
  throw new Error(`This file is larger than ${megabytes} MB, so it is not ${what}. Choose another file.`);
}
