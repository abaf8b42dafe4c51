import type { Attachment } from 'svelte/attachments';

interface DropHandlers {
  /** Whether files are held over the element right now. */
  readonly over: (value: boolean) => void;
  /** Called while the drop event is handled: only then can folders be read. */
  readonly drop: (dropped: DataTransfer) => void;
}

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Lets files and folders be dropped anywhere on an element. Of targets that lie in each other the inner one takes them. */
export function dropTarget({ over, drop }: DropHandlers): Attachment<HTMLElement> {
  return (element) => {
    const controller = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      element.addEventListener(type, listener, { signal: controller.signal });
    listen('dragover', (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      over(true);
    });
    listen('dragleave', (event) => {
      if (!element.contains(event.relatedTarget as Node | null)) over(false);
    });
    listen('drop', (event) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.stopPropagation();
      over(false);
      drop(event.dataTransfer);
    });
    // What lies in it may take the drop for itself.
    element.addEventListener('drop', () => over(false), { capture: true, signal: controller.signal });
    return () => controller.abort();
  };
}
