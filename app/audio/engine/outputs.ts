/** An audio output that may be chosen. */
export interface OutputDevice {
  readonly deviceId: string;
  readonly label: string;
}

type SinkContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/**
 * Where master and headphones sound. The master goes to the context's own device. The headphones go to channels 3 and 4
 * of that device where it has them, or to a second device through a context of its own.
 */
export class Outputs {
  private readonly context: SinkContext;
  private readonly node: AudioNode;
  private phones: AudioContext | null = null;
  private leave: (() => void) | null = null;
  /** Channels 3 and 4 of the master's device, while the headphones are there. */
  private merger: AudioNode | null = null;

  constructor(context: AudioContext, node: AudioNode) {
    this.context = context;
    this.node = node;
    node.connect(context.destination, 0);
  }

  /** Whether this browser lets a page choose a device. */
  get canChoose(): boolean {
    return typeof this.context.setSinkId === 'function';
  }

  /** Channels of the master's device. */
  get channels(): number {
    return this.context.destination.maxChannelCount;
  }

  /** Outputs that have a name; browsers tell names after a permission only. */
  async list(): Promise<OutputDevice[]> {
    const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    return devices
      .filter(({ kind, label }) => kind === 'audiooutput' && label !== '')
      .map(({ deviceId, label }) => ({ deviceId, label }));
  }

  /** @param deviceId empty for the system's default device */
  async chooseMaster(deviceId: string): Promise<void> {
    await this.context.setSinkId?.(deviceId);
  }

  /** The headphones on a device of their own, a moment later than the master. */
  async phonesOnDevice(deviceId: string): Promise<void> {
    await this.phonesOff();
    const stream = this.context.createMediaStreamDestination();
    this.node.connect(stream, 1);
    const context: SinkContext = new AudioContext({ latencyHint: 'interactive' });
    this.phones = context;
    this.leave = () => this.node.disconnect(stream, 1);
    context.createMediaStreamSource(stream.stream).connect(context.destination);
    await context.setSinkId?.(deviceId);
    await context.resume();
  }

  /** The headphones on channels 3 and 4 of the master's device, exactly in time with it. False where it has but two. */
  async phonesOnChannels(): Promise<boolean> {
    await this.phonesOff();
    const { context, node } = this;
    if (this.channels < 4) return false;
    context.destination.channelCount = 4;
    context.destination.channelInterpretation = 'discrete';
    const merger = context.createChannelMerger(4);
    const splitters = [0, 1].map((output) => {
      const splitter = context.createChannelSplitter(2);
      node.connect(splitter, output);
      for (const side of [0, 1]) splitter.connect(merger, side, output * 2 + side);
      return splitter;
    });
    node.disconnect(context.destination, 0);
    merger.connect(context.destination);
    this.merger = merger;
    this.leave = () => {
      this.merger = null;
      for (const [output, splitter] of splitters.entries()) node.disconnect(splitter, output);
      merger.disconnect();
      context.destination.channelCount = 2;
      context.destination.channelInterpretation = 'speakers';
      node.connect(context.destination, 0);
    };
    return true;
  }

  /** Whether the headphones have an output of their own. */
  get hasPhones(): boolean {
    return this.phones !== null || this.merger !== null;
  }

  /**
   * Lets something be heard in the headphones alone; where they have no output of their own, on that of the master, past
   * the mixer: no recording of the mix has it. Returns the function that ends it.
   *
   * @param media that was never connected before
   */
  hear(media: HTMLMediaElement): () => void {
    const { merger } = this;
    const context = this.phones ?? this.context;
    const source = context.createMediaElementSource(media);
    const nodes: AudioNode[] = [source];
    if (!this.phones && merger) {
      const splitter = context.createChannelSplitter(2);
      // A mono file is heard on both sides.
      const stereo = new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
      source.connect(stereo).connect(splitter);
      for (const side of [0, 1]) splitter.connect(merger, side, 2 + side);
      nodes.push(stereo, splitter);
    } else source.connect(context.destination);
    return () => {
      for (const node of nodes) node.disconnect();
    };
  }

  async phonesOff(): Promise<void> {
    this.leave?.();
    this.leave = null;
    await this.phones?.close();
    this.phones = null;
  }
}
