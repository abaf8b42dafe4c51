/** Kind of data under which ids of tracks travel from the table to a list. */
const TYPE = 'application/x-wavefoundry-tracks';

export function dragTracks(event: DragEvent, ids: readonly string[]): void {
  event.dataTransfer?.setData(TYPE, JSON.stringify(ids));
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'copyMove';
}

export const holdsTracks = (event: DragEvent): boolean => event.dataTransfer?.types.includes(TYPE) ?? false;

/** Ids of the tracks that were dropped, none when something else was. */
export function droppedTracks(event: DragEvent): string[] {
  if (!holdsTracks(event)) return [];
  event.preventDefault();
  event.stopPropagation();
  const ids: unknown = JSON.parse(event.dataTransfer?.getData(TYPE) || '[]');
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}
