/** Opens the window as at a first start: nothing that screens hold in memory stays. */
export function beginAnew(): void {
  history.replaceState(null, "", "#/");
  location.reload();
}
