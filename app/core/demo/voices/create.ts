import type { ScoreEvent } from '../score/events.ts';
import { noteHz } from '../synth/math.ts';
import { Bass } from './bass.ts';
import { Clap } from './clap.ts';
import { Cymbal } from './cymbal.ts';
import { Kick } from './kick.ts';
import { Lead } from './lead.ts';
import { Pad } from './pad.ts';
import { Pluck } from './pluck.ts';
import { Riser } from './riser.ts';
import { Tom } from './tom.ts';
import type { Controls, Voice } from './voice.ts';

/** The voice that plays an event. Equal events and seeds sound equal. */
export function createVoice(event: ScoreEvent, controls: Controls, seed: number): Voice {
  switch (event.type) {
    case 'kick':
      return new Kick(event.velocity);
    case 'clap':
      return new Clap(event.velocity, seed);
    case 'cymbal':
      return new Cymbal(event.kind, event.velocity, seed);
    case 'tom':
      return new Tom(noteHz(event.note), event.velocity, event.noise, event.place, seed);
    case 'riser':
      return new Riser(event.kind, event.frames, event.velocity, seed);
    case 'bass':
      return new Bass(event.note, event.velocity, event.frames);
    case 'pad':
      return new Pad(event.notes, event.velocity, event.frames, controls, seed);
    case 'pluck':
      return new Pluck(event.note, event.velocity, event.frames, event.place, controls);
    case 'lead':
      return new Lead(event.note, event.from, event.velocity, event.frames);
  }
}
