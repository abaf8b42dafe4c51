export type ThemeChoice = 'dark' | 'light' | 'auto';

export const themeChoices = ['dark', 'light', 'auto'] as const;

/** Read by `static/theme.js` before the first paint too. */
const KEY = 'wavefoundry-theme';

/** Dark, light, or as the system is. `data-theme` on <html> always holds the resolved one. */
class Theme {
  choice = $state<ThemeChoice>(kept());
  readonly #system = matchMedia('(prefers-color-scheme: light)');
  #systemIsLight = $state(this.#system.matches);
  readonly resolved = $derived(this.choice === 'auto' ? (this.#systemIsLight ? 'light' : 'dark') : this.choice);

  constructor() {
    this.#system.addEventListener('change', ({ matches }) => {
      this.#systemIsLight = matches;
      this.#apply();
    });
    addEventListener('storage', ({ key }) => {
      if (key === KEY) this.#change(kept());
    });
    this.#apply();
  }

  set(choice: ThemeChoice): void {
    localStorage.setItem(KEY, choice);
    this.#change(choice);
  }

  toggle(): void {
    this.set(this.resolved === 'dark' ? 'light' : 'dark');
  }

  #change(choice: ThemeChoice): void {
    this.choice = choice;
    this.#apply();
  }

  #apply(): void {
    const root = document.documentElement;
    root.dataset['theme'] = this.resolved;
    const colour = getComputedStyle(root).getPropertyValue('--surface-1').trim();
    if (colour) document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colour);
  }
}

function kept(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return themeChoices.find((choice) => choice === value) ?? 'dark';
}

export const theme = new Theme();
