import type { SurfaceControl } from '../../controls/controls.ts';
import type { Binding, Light, MidiSource } from '../mapping.ts';

/** Short ways to write the tables of built-in mappings. */
export const note = (channel: number, number: number): MidiSource => ({ type: 'note', channel, number });
const cc = (channel: number, number: number): MidiSource => ({ type: 'cc', channel, number });

export const press = (source: MidiSource, control: SurfaceControl, layer: Binding['layer'] = 'both'): Binding => ({
  ...{ source, control, layer },
  reads: 'value',
});

/** A knob or fader of 7 bits. */
export const knob = (channel: number, number: number, control: SurfaceControl): Binding => ({
  ...{ source: cc(channel, number), control, layer: 'both' },
  reads: 'value',
});

/** A knob or fader of 14 bits, whose fine part is 32 numbers above. */
export const fineKnob = (channel: number, number: number, control: SurfaceControl): Binding => ({
  ...{ source: cc(channel, number), control, layer: 'both' },
  ...{ reads: 'pair', fine: number + 32 },
});

export const endless = (
  source: readonly [channel: number, number: number],
  control: SurfaceControl,
  how: Pick<Binding, 'encoding' | 'step'>,
): Binding => ({ source: cc(...source), control, layer: 'both', reads: 'steps', ...how });

/** A lamp under the button that says the same note. */
export const lamp = (target: MidiSource, control: SurfaceControl): Light => ({ control, target, on: 127, off: 0 });

/** A button with a lamp in it. */
export const lit = (
  target: MidiSource,
  control: SurfaceControl,
): { readonly bindings: Binding[]; readonly lights: Light[] } => ({
  bindings: [press(target, control)],
  lights: [lamp(target, control)],
});

export const UNTRIED = 'Made from published tables of its messages; not tried on the device yet.';
