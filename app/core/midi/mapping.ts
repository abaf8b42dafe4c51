import * as v from 'valibot';
import { controlKind, type SurfaceControl } from '../controls/controls.ts';
import { encodings } from './encoder.ts';

/** Files larger than this are no mappings, characters. */
export const MAX_MAPPING_SIZE = 512 * 1024;

const small = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127));
const channel = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80));

const control = v.custom<SurfaceControl>(
  (input) => typeof input === 'string' && controlKind(input) !== null,
  ({ input }) => `No control is named ${String(input)}`,
);

const source = v.strictObject({
  type: v.picklist(['note', 'cc', 'bend']),
  channel,
  number: small,
});

/** Where a press, knob or wheel comes from and what it moves. */
const binding = v.strictObject({
  source,
  control: v.union([control, v.literal('shift')]),
  /**
   * - `value`: the control follows what comes: a press, or the place of a knob or fader
   * - `pair`: the same in 14 bits, the fine part comes as controller `fine`
   * - `steps`: a knob without ends; `encoding` says how it counts
   */
  reads: v.picklist(['value', 'pair', 'steps']),
  /** Layer in which it counts: while shift is up, while it is held, or both. */
  layer: v.picklist(['plain', 'shift', 'both']),
  fine: v.optional(small),
  encoding: v.optional(v.picklist(encodings)),
  /** What one step moves, in the unit of the control; negative turns it round. */
  step: v.optional(v.pipe(v.number(), v.finite(), v.minValue(-1000), v.maxValue(1000))),
  /** The far end of the hardware is the near one of the control. */
  reversed: v.optional(v.boolean()),
});

/** A lamp and what it shows: bright while the state of the control is above its rest. */
const light = v.strictObject({ control, target: source, on: small, off: small });

const mapping = v.strictObject({
  format: v.literal('wavefoundry-controller'),
  version: v.literal(1),
  name,
  /** Parts of the names under which systems know the device; compared without regard to case. */
  devices: v.pipe(v.array(name), v.maxLength(20)),
  /** What its user should know, such as that nobody has tried it yet. */
  note: v.optional(v.pipe(v.string(), v.maxLength(1000))),
  bindings: v.pipe(v.array(binding), v.maxLength(2000)),
  lights: v.pipe(v.array(light), v.maxLength(2000)),
});

export type MidiSource = v.InferOutput<typeof source>;
export type Binding = v.InferOutput<typeof binding>;
export type Light = v.InferOutput<typeof light>;
export type Mapping = v.InferOutput<typeof mapping>;

/** Why a text is no mapping: the first faults, with the place in the file and what is wrong there. */
export interface MappingFault {
  readonly path: string;
  readonly message: string;
}

/** Reads a mapping out of text that anybody may have written. */
export function readMapping(text: string): { mapping: Mapping } | { faults: MappingFault[] } {
  if (text.length > MAX_MAPPING_SIZE) return { faults: [{ path: '', message: 'The file is too large.' }] };
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (error) {
    return { faults: [{ path: '', message: error instanceof Error ? error.message : 'This is no JSON.' }] };
  }
  const result = v.safeParse(mapping, input);
  if (result.success) return { mapping: result.output };
  return {
    faults: result.issues.slice(0, 10).map((issue) => ({ path: v.getDotPath(issue) ?? '', message: issue.message })),
  };
}

/** A mapping as a file for others. */
export const writeMapping = (value: Mapping): string => `${JSON.stringify(value, null, 2)}\n`;

/** The first mapping that is made for a device of this name. */
export function mappingFor(device: string, mappings: readonly Mapping[]): Mapping | null {
  const known = device.toLowerCase();
  return mappings.find(({ devices }) => devices.some((part) => known.includes(part.toLowerCase()))) ?? null;
}
