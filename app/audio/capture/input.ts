import { AppError } from '#contracts/errors/app-error.ts';
import { createRing, type RingMemory } from '#core/ring/layout.ts';
import { createCaptureNode } from './capture-node.ts';

/** Long enough for a storage device that answers seconds late. */
export const RING_SECONDS = 8;

export interface InputOptions {
  /** Empty for the system's default device. */
  readonly deviceId: string;
  /** The take's format when a take goes on with another device. */
  readonly format?: { readonly sampleRate: number; readonly channels: number };
}

/** An open microphone, or the master of the decks, whose frames flow into `ring`. */
export interface CaptureInput {
  readonly ring: RingMemory;
  readonly sampleRate: number;
  readonly channels: number;
  readonly deviceId: string;
  readonly label: string;
  readonly context: AudioContext;
  /** Null for the master. */
  readonly track: MediaStreamTrack | null;
  close(): Promise<void>;
}

/**
 * Opens an input with all of the browser's speech processing off, at the device's own rate and with up to two channels.
 *
 * @throws AppError `app.not_isolated`, `capture.denied`, `capture.no_device`, `capture.failed`
 */
export async function openInput({ deviceId, format }: InputOptions): Promise<CaptureInput> {
  if (!crossOriginIsolated) throw new AppError('app.not_isolated');
  const stream = await requestStream(deviceId);
  const [track] = stream.getAudioTracks();
  if (!track) throw new AppError('capture.no_device');
  try {
    return await connect(stream, track, format);
  } catch (error) {
    track.stop();
    throw error instanceof AppError ? error : new AppError('capture.failed', {}, { cause: error });
  }
}

async function requestStream(deviceId: string): Promise<MediaStream> {
  const audio: MediaTrackConstraints = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    channelCount: { ideal: 2 },
    ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
  };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    throw captureFailure(error);
  }
}

function captureFailure(error: unknown): AppError {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new AppError('capture.denied', {}, { cause: error });
  if (name === 'NotFoundError' || name === 'OverconstrainedError') {
    return new AppError('capture.no_device', {}, { cause: error });
  }
  return new AppError('capture.failed', { reason: name || 'unknown' }, { cause: error });
}

async function connect(
  stream: MediaStream,
  track: MediaStreamTrack,
  format: InputOptions['format'],
): Promise<CaptureInput> {
  const settings = track.getSettings();
  const sampleRate = format?.sampleRate ?? settings.sampleRate;
  const context = new AudioContext({ latencyHint: 'balanced', ...(sampleRate ? { sampleRate } : {}) });
  const channels = format?.channels ?? Math.min(2, settings.channelCount ?? 1);
  const ring = createRing(channels, context.sampleRate, RING_SECONDS);
  const { node, close } = await createCaptureNode(context, ring);
  const source = context.createMediaStreamSource(stream);
  source.connect(node);
  await context.resume();
  return {
    ...{ ring, channels, context, track },
    sampleRate: context.sampleRate,
    deviceId: settings.deviceId ?? '',
    label: track.label,
    async close() {
      source.disconnect();
      close();
      track.stop();
      await context.close();
    },
  };
}
