import { expect, it } from 'vitest';
import type { ConsoleEvent } from '#core/console/events.ts';
import { createStateMemory, StateReader, StateWriter } from '#core/console/state.ts';
import { EventLog } from './event-log.ts';

const play = (value: number): ConsoleEvent => ({ frame: -1, control: 'A.play', value });

it('tells events in the order of the audio, never one before another that counted earlier, and none before its state', () => {
  const memory = createStateMemory();
  const [writer, reader] = [new StateWriter(memory), new StateReader(memory)];
  const log = new EventLog(reader);
  const publish = (frame: number) => {
    writer.state.master.frame = frame;
    writer.publish();
    reader.read();
  };
  const tickets = [1, 2, 3, 4].map((value) => log.add(play(value)));
  // The third counts first; the block of the fourth is not done yet.
  writer.stamp(tickets[2]!, 128);
  writer.stamp(tickets[0]!, 200);
  writer.stamp(tickets[1]!, 200);
  writer.stamp(tickets[3]!, 256);
  publish(256);
  log.settle();
  const heard: string[] = [];
  // Who comes late hears what was before.
  log.listen(({ frame, value }) => heard.push(`${value} at ${frame}`));
  expect(heard).toEqual(['3 at 128', '1 at 200', '2 at 200']);
  publish(384);
  log.settle();
  log.settle();
  expect(heard).toEqual(['3 at 128', '1 at 200', '2 at 200', '4 at 256']);
});
