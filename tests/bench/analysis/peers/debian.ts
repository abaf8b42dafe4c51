import { debianVersion, timed } from './command.ts';
import { bpmOfBeats, type Peer } from './peer.ts';

export const aubio: Peer = {
  name: 'aubio',
  from: 'aubio-tools',
  version: () => debianVersion('aubio', 'aubio-tools'),
  async hear({ wav }) {
    const { stdout, cpuMs } = await timed('aubio beat "$1"', wav);
    const beats = stdout
      .split('\n')
      .map((line) => Number.parseFloat(line))
      .filter((time) => Number.isFinite(time));
    return { bpm: bpmOfBeats(beats), beats, cpuMs };
  },
};

export const bpmTools: Peer = {
  name: 'bpm-tools',
  from: 'bpm-tools',
  version: () => debianVersion('bpm', 'bpm-tools'),
  async hear({ mono }) {
    const { stdout, cpuMs } = await timed('bpm -f %0.4f < "$1"', mono);
    return { bpm: Number.parseFloat(stdout) || null, cpuMs };
  },
};

/** The yardstick of loudness: the last line of its log has the integrated loudness to a thousandth. */
export const ffmpeg: Peer = {
  name: 'ffmpeg ebur128',
  from: 'ffmpeg',
  version: () => debianVersion('ffmpeg', 'ffmpeg'),
  async hear({ wav }) {
    const filter = 'ebur128=peak=true:metadata=1,ametadata=print:key=lavfi.r128.I:file=-';
    const { stdout, cpuMs } = await timed(`ffmpeg -v error -nostdin -i "$1" -af ${filter} -f null -`, wav);
    const last = stdout.slice(stdout.lastIndexOf('=') + 1).trim();
    const integrated = last === '' ? Number.NaN : Number(last);
    // Nothing above the gate reads -70.
    return { integrated: integrated > -70 ? integrated : null, cpuMs };
  },
};
