import { m } from '#i18n/paraglide/messages.js';

const sections = {
  intro: m.analysis_section_intro,
  verse: m.analysis_section_verse,
  build: m.analysis_section_build,
  drop: m.analysis_section_drop,
  break: m.analysis_section_break,
  outro: m.analysis_section_outro,
} as const;

/** Name of a part of the form of a track. */
export const sectionName = (kind: keyof typeof sections): string => sections[kind]();
