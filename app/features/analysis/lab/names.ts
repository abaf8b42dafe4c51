import type { SectionKind } from '#contracts/records/analysis.ts';
import type { Correction } from '#contracts/records/correction.ts';
import { keyName } from '#core/keys/keys.ts';
import { formatDuration, formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

const colours: Readonly<Record<SectionKind, string>> = {
  intro: 'var(--line-strong)',
  verse: 'var(--deck-a)',
  build: 'var(--deck-c)',
  drop: 'var(--deck-b)',
  break: 'var(--deck-d)',
  outro: 'var(--line-strong)',
};

/** A colour that only repeats what the name says. */
export const sectionColour = (kind: SectionKind): string => colours[kind];

const ratioNames: readonly (readonly [number, string])[] = [
  [2, '×2'],
  [1 / 2, '÷2'],
  [3 / 2, '×3/2'],
  [2 / 3, '×2/3'],
];

/** A ratio of two levels of the beat, such as `×3/2`. */
export function ratioName(ratio: number): string {
  return ratioNames.find(([each]) => Math.abs(each - ratio) < 1e-6)?.[1] ?? `×${formatNumber(ratio, 2)}`;
}

/** What an edit does, for the buttons that undo and redo it. */
export function editName(edit: Correction): string {
  switch (edit.kind) {
    case 'scale':
      return m.analysis_edit_scale({ ratio: ratioName(edit.ratio) });
    case 'tempo':
    case 'taps':
      return m.analysis_edit_tempo({ bpm: formatNumber(edit.bpm, 2) });
    case 'shift':
      return m.analysis_edit_shift({ ms: formatNumber(edit.bySec * 1000) });
    case 'beat':
      return m.analysis_edit_beat({ time: formatDuration(edit.atSec) });
    case 'downbeat':
      return m.analysis_edit_downbeat({ time: formatDuration(edit.atSec) });
    case 'meter':
      return m.analysis_edit_meter({ beats: formatNumber(edit.beatsPerBar) });
    case 'confirm':
      return m.analysis_edit_confirm();
    case 'key':
      return m.analysis_edit_key({ key: keyName(edit.key) ?? m.analysis_no_key() });
  }
}
