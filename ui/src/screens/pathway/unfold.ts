// Paper has nothing that opens: what is folded is opened for it, and folded again afterwards.

/** Opens everything folded in `root`; the answer folds it again. */
export function unfold(root: ParentNode): () => void {
  const folded = [...root.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
  for (const details of folded) details.open = true;
  return () => {
    for (const details of folded) details.open = false;
  };
}
