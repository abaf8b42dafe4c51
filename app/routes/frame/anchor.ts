/** Long enough for a lazy panel to arrive, milliseconds. */
const PATIENCE_MS = 3_000;

/**
 * Scrolls to the element that a link such as `/settings#transfers` names, also when it is drawn a little later. Returns
 * the function that gives up.
 */
export function showWhenThere(hash: string): (() => void) | undefined {
  const id = hash.slice(1);
  if (!id) return undefined;
  const show = () => {
    const target = document.getElementById(id);
    target?.scrollIntoView();
    return target !== null;
  };
  if (show()) return undefined;
  const observer = new MutationObserver(() => {
    if (show()) observer.disconnect();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  const timer = setTimeout(() => observer.disconnect(), PATIENCE_MS);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
