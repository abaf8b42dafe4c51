/** Id of the control of a field in the page, for labels and for jumps from a finding: of a track or a party, null for the release. */
export const fieldId = (ownerId: string | null, field: string): string => `field-${ownerId ?? ''}-${field}`;
