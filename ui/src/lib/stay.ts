// The window shows Doorstep and nothing else. The shell lets it go nowhere (`window.rs`); here, nothing is offered that
// would not work: a place to drop things, a menu that opens a link or goes back.

/** Call once, before anything is drawn. */
export function stay(): void {
  for (const drag of ["dragenter", "dragover", "drop"] as const)
    window.addEventListener(drag, refuseDrop, true);
  for (const click of ["click", "auxclick"] as const) window.addEventListener(click, refuseLink, true);
  window.addEventListener("contextmenu", (event) => {
    if (!isText(event)) event.preventDefault();
  });
}

/** Only a field for a file takes a file. */
function refuseDrop(event: DragEvent): void {
  if (event.target instanceof Element && event.target.matches("input[type=file]")) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
}

/** A link to elsewhere would be refused, but not before its server had been connected to. */
function refuseLink(event: MouseEvent): void {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  if (link && !link.getAttribute("href")?.startsWith("#")) event.preventDefault();
}

/** Whether the menu would be one for text: of a field that is written in, or of words that are selected. */
function isText({ target, clientX, clientY }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches("input:not([type=checkbox], [type=radio], [type=file]), textarea")) return true;
  if (target.closest("a, img, canvas")) return false;
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return false;
  return [...selection.getRangeAt(0).getClientRects()].some(
    ({ left, right, top, bottom }) =>
      left <= clientX && clientX <= right && top <= clientY && clientY <= bottom,
  );
}
