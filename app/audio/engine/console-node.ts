import { CONSOLE_PROCESSOR, type ConsoleNodeOptions } from '#core/console/protocol.ts';

/** Puts the console into a context. Outputs: 0 master, 1 headphones; input 0: microphone. */
export async function createConsoleNode(
  context: BaseAudioContext,
  processorOptions: ConsoleNodeOptions,
): Promise<AudioWorkletNode> {
  const { default: url } = await import('../worklets/console.worklet.ts?worker&url');
  await context.audioWorklet.addModule(url);
  return new AudioWorkletNode(context, CONSOLE_PROCESSOR, {
    numberOfInputs: 1,
    numberOfOutputs: 2,
    outputChannelCount: [2, 2],
    channelCount: 2,
    channelCountMode: 'explicit',
    processorOptions,
  });
}
