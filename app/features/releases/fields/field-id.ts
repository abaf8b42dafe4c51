/** Id of the control of a field in the page, for labels and for jumps from a finding. */
export const fieldId = (trackId: string | null, field: string): string => `field-${trackId ?? ''}-${field}`;
