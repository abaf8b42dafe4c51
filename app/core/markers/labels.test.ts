import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLabels, toLabels } from './labels.ts';

test('markers survive the way through text to the frame', () => {
  const marker = fc.record({
    frame: fc.nat(20 * 3600 * 96_000),
    label: fc.string().filter((label) => !/[\t\r\n]/.test(label)),
  });
  fc.assert(
    fc.property(fc.array(marker), fc.constantFrom(44_100, 48_000, 96_000), (markers, rate) => {
      expect(fromLabels(toLabels(markers, rate), rate)).toEqual(markers);
    }),
  );
});

test('labels of other programs are read: regions, decimal commas, frequency lines, line ends of Windows', () => {
  const text = '1,500000\t2,000000\tChorus\r\n\\\t100.0\t200.0\r\n3.25\t3.25\tEnd\r\n\r\n';
  expect(fromLabels(text, 1000)).toEqual([
    { frame: 1500, label: 'Chorus' },
    { frame: 3250, label: 'End' },
  ]);
});
