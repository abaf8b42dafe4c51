import type { Attachment } from 'svelte/attachments';
import { dropTarget } from '#ui/drop-target.ts';
import { droppedFiles, type DroppedFile } from './read-drop.ts';

interface DropHandlers {
  /** Whether files are held over the element right now. */
  readonly over: (value: boolean) => void;
  readonly drop: (files: DroppedFile[]) => void;
}

/** Lets files be dropped anywhere on an element, with the folders that they lie in. */
export const dropFiles = ({ over, drop }: DropHandlers): Attachment<HTMLElement> =>
  dropTarget({ over, drop: (dropped) => void droppedFiles(dropped).then(drop) });
