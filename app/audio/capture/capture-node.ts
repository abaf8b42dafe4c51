import type { RingMemory } from '#core/ring/layout.ts';

/** A node whose input flows into a ring. */
export interface CaptureNode {
  readonly node: AudioWorkletNode;
  /** Ends it; nothing is written any more. */
  close(): void;
}

/** Makes a node that writes its input into `ring` and is heard nowhere. */
export async function createCaptureNode(context: BaseAudioContext, ring: RingMemory): Promise<CaptureNode> {
  const { default: workletUrl } = await import('../worklets/capture.worklet.ts?worker&url');
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, 'capture', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    channelCount: ring.channels,
    channelCountMode: 'explicit',
    channelInterpretation: 'speakers',
    processorOptions: { ring },
  });
  // The node's output is silence; being connected keeps it running.
  node.connect(context.destination);
  return {
    node,
    close() {
      node.port.postMessage('stop');
      node.disconnect();
    },
  };
}
