import { getLocale, isLocale, locales, setLocale } from './paraglide/runtime.js';

type Locale = (typeof locales)[number];

/** Names of the languages in themselves, as pickers show them. */
export const languages: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch' };

/** The language of the page: the browser's at first, then what was chosen. Kept in local storage. */
class LocaleState {
  current = $state<Locale>(getLocale());

  constructor() {
    this.#apply();
    addEventListener('storage', () => this.#follow());
  }

  set(locale: string): void {
    if (!isLocale(locale)) return;
    void setLocale(locale, { reload: false });
    this.current = locale;
    this.#apply();
  }

  /** Another tab may have switched. */
  #follow(): void {
    this.current = getLocale();
    this.#apply();
  }

  #apply(): void {
    document.documentElement.lang = this.current;
  }
}

export const locale = new LocaleState();
