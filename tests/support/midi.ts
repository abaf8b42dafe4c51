import type { Page } from '@playwright/test';

type Bytes = readonly number[];

interface Bench {
  plug(name: string): void;
  unplug(name: string): void;
  say(name: string, messages: readonly Bytes[]): void;
  heard(name: string): Bytes[];
}

/**
 * Gives a page MIDI ports that a test plugs, plays and reads, in place of the system's: no machine that runs tests has a
 * controller. Ports, their states and events follow the Web MIDI API (W3C working draft, sections 4 to 6).
 *
 * @param answer whether the person allows MIDI
 */
export async function withControllers(page: Page, answer: 'allowed' | 'denied' = 'allowed') {
  await page.addInitScript((permission) => {
    class Port extends EventTarget {
      readonly id: string;
      readonly name: string;
      readonly type: 'input' | 'output';
      state: 'connected' | 'disconnected' = 'connected';
      readonly sent: number[][] = [];
      onmidimessage: ((event: { data: Uint8Array }) => void) | null = null;
      constructor(type: 'input' | 'output', name: string) {
        super();
        this.id = `${type}-${name}`;
        this.type = type;
        this.name = name;
      }
      send(bytes: Iterable<number>) {
        if (this.state === 'disconnected') throw new DOMException('The port is gone.', 'InvalidStateError');
        const message = [...bytes];
        if (message.some((byte) => !(byte >= 0 && byte <= 255))) throw new TypeError('Not a byte.');
        this.sent.push(message);
      }
    }
    const access = {
      inputs: new Map<string, Port>(),
      outputs: new Map<string, Port>(),
      sysexEnabled: false,
      onstatechange: null as ((event: { port: Port }) => void) | null,
    };
    const sides = () => [access.inputs, access.outputs];
    const ports = (name: string) => sides().flatMap((side) => [...side.values()].filter((port) => port.name === name));
    const input = (name: string) => ports(name).find(({ type }) => type === 'input');
    const change = (name: string, state: 'connected' | 'disconnected') => {
      for (const port of ports(name)) {
        port.state = state;
        access.onstatechange?.({ port });
      }
    };
    const midiBench: Bench = {
      plug(name) {
        for (const type of ['input', 'output'] as const) {
          const side = type === 'input' ? access.inputs : access.outputs;
          if (!side.has(`${type}-${name}`)) side.set(`${type}-${name}`, new Port(type, name));
        }
        change(name, 'connected');
      },
      unplug: (name) => change(name, 'disconnected'),
      say(name, messages) {
        for (const bytes of messages) input(name)?.onmidimessage?.({ data: Uint8Array.from(bytes) });
      },
      heard: (name) => ports(name).find(({ type }) => type === 'output')?.sent ?? [],
    };
    Object.assign(globalThis, { midiBench });
    Object.defineProperty(navigator, 'requestMIDIAccess', {
      value: async () => {
        if (permission === 'denied') throw new DOMException('Permission denied.', 'NotAllowedError');
        return access;
      },
    });
  }, answer);
  /** Calls the page's bench. */
  const call = <Method extends keyof Bench>(method: Method, ...args: Parameters<Bench[Method]>) =>
    page.evaluate(
      ([name, given]) => {
        const { midiBench } = globalThis as unknown as { midiBench: Record<string, (...args: unknown[]) => unknown> };
        return midiBench[name]?.(...given);
      },
      [method, args] as const,
    );
  return {
    plug: (name: string) => call('plug', name),
    unplug: (name: string) => call('unplug', name),
    say: (name: string, ...messages: Bytes[]) => call('say', name, messages),
    heard: async (name: string) => (await call('heard', name)) as Bytes[],
  };
}
