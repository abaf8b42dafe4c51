import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';

/** What was heard from the product's output since the first sound. */
export interface Heard {
  /** Seconds from the first sound on. */
  readonly seconds: number;
  /** Seconds of digital silence in it, and how many times it fell silent. */
  readonly missingSec: number;
  readonly gaps: number;
  /** Times that the browser's output found no audio to play, and for how long; absent in browsers that do not count. */
  readonly underruns?: number;
  readonly underrunSec?: number;
}

interface Counts {
  readonly heardFrames: number;
  readonly missingFrames: number;
  readonly gaps: number;
}
interface ProbePage {
  probe?: { context: AudioContext & { playbackStats?: { underrunEvents: number; underrunDuration: number } } };
  counts?: Counts;
}

const PATH = '/output-probe.js';

/**
 * Listens to all that goes to the speakers of this page, in the audio thread, without changing it. To be called before the
 * page opens; what plays must never be silent.
 */
export async function listenToOutput(page: Page): Promise<void> {
  // The page's own origin: its content security policy allows scripts from nowhere else.
  await page.route(`**${PATH}`, (route) => route.fulfill({ path: join(import.meta.dirname, 'output-probe.js') }));
  const source = await readFile(join(import.meta.dirname, 'output-probe.js'), 'utf8');
  await page.addInitScript(
    ([path, text]) => {
      const shared = globalThis as ProbePage;
      const nodes = new WeakMap<BaseAudioContext, Promise<AudioWorkletNode>>();
      const probeOf = (context: AudioContext) => {
        const load = (url: string) => context.audioWorklet.addModule(url);
        // Newer browsers load worklets past Playwright's routes; pages opened with `bypassCSP` take the text itself.
        const own = () => load(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        const made = load(path)
          .catch(own)
          .then(() => {
            const node = new AudioWorkletNode(context, 'output-probe', { numberOfOutputs: 0 });
            node.port.addEventListener('message', ({ data }: MessageEvent<Counts>) => (shared.counts = data));
            node.port.start();
            shared.probe = { context };
            return node;
          });
        nodes.set(context, made);
        return made;
      };
      const { connect } = AudioNode.prototype;
      AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
        const [target] = args;
        const { context } = this;
        if (target instanceof AudioDestinationNode && context instanceof AudioContext) {
          void (nodes.get(context) ?? probeOf(context)).then((node) => Reflect.apply(connect, this, [node]));
        }
        return Reflect.apply(connect, this, args) as never;
      } as typeof connect;
    },
    [PATH, source] as const,
  );
}

/** What was heard so far; counts are at most a second old. */
export async function heardSoFar(page: Page): Promise<Heard> {
  return page.evaluate(() => {
    const { probe, counts } = globalThis as ProbePage;
    const rate = probe?.context.sampleRate ?? 1;
    const stats = probe?.context.playbackStats;
    return {
      seconds: (counts?.heardFrames ?? 0) / rate,
      missingSec: (counts?.missingFrames ?? 0) / rate,
      gaps: counts?.gaps ?? 0,
      ...(stats ? { underruns: stats.underrunEvents, underrunSec: stats.underrunDuration } : {}),
    };
  });
}
