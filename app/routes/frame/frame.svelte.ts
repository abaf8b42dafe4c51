/** What floats over the rooms. Each is loaded with its first use and stays loaded. */
class FrameState {
  paletteOpen = $state(false);
  paletteWanted = $state(false);
  shortcutsOpen = $state(false);
  shortcutsWanted = $state(false);

  openPalette(): void {
    this.paletteWanted = true;
    this.paletteOpen = true;
  }

  openShortcuts(): void {
    this.shortcutsWanted = true;
    this.shortcutsOpen = true;
  }
}

export const frame = new FrameState();
