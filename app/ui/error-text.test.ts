import { expect, test } from 'vitest';
import { AppError } from '../contracts/errors/app-error.ts';
import { errorCodes } from '../contracts/errors/codes.ts';
import './distribution-error-text.ts';
import { errorText } from './error-text.ts';
import './sampler-error-text.ts';

test('every code has a text of its own once its room is loaded', () => {
  const details = {
    seconds: 1,
    code: 'X',
    field: 'X',
    fileName: 'X',
    state: 'X',
    title: 'X',
    format: 'X',
    device: 'X',
  };
  const unexpected = errorText(new Error('whatever'));
  const texts = errorCodes.map((code) => errorText(new AppError(code, details)));
  expect(texts.filter((text) => text === unexpected)).toHaveLength(1);
});
