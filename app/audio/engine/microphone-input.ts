import { AppError } from '#contracts/errors/app-error.ts';

/** A microphone on the console's input. Its level, and that it is heard at all, are the mixer's `mic` control. */
export class MicrophoneInput {
  private readonly context: AudioContext;
  private readonly node: AudioNode;
  private stream: MediaStream | null = null;
  private source: AudioNode | null = null;

  constructor(context: AudioContext, node: AudioNode) {
    this.context = context;
    this.node = node;
  }

  get isOpen(): boolean {
    return this.stream !== null;
  }

  /**
   * @param deviceId empty for the system's default device
   * @throws AppError `capture.denied`, `capture.no_device`
   */
  async open(deviceId: string): Promise<void> {
    this.close();
    const processing = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const device = deviceId === '' ? {} : { deviceId: { exact: deviceId } };
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { ...processing, ...device } });
    } catch (error) {
      const isDenied = error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'SecurityError');
      throw new AppError(isDenied ? 'capture.denied' : 'capture.no_device', {}, { cause: error });
    }
    this.source = this.context.createMediaStreamSource(this.stream);
    this.source.connect(this.node);
  }

  close(): void {
    this.source?.disconnect();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.source = null;
    this.stream = null;
  }
}
