import { expect, test } from 'vitest';
import { capsOf, chordOf, digitChordOf, type KeyPress } from './chord.ts';

const press = (part: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
});

test('letters go by the printed key and keep Shift', () => {
  expect(chordOf(press({ key: 'z', code: 'KeyY' }))).toBe('Z');
  expect(chordOf(press({ key: 'M', code: 'KeyM', shiftKey: true }))).toBe('Shift+M');
});

test('Command and Control are one modifier', () => {
  expect(chordOf(press({ key: 'k', code: 'KeyK', ctrlKey: true }))).toBe('Mod+K');
  expect(chordOf(press({ key: 'k', code: 'KeyK', metaKey: true }))).toBe('Mod+K');
});

test('a character that needs Shift is named by itself, on any layout', () => {
  expect(chordOf(press({ key: '?', code: 'Slash', shiftKey: true }))).toBe('?');
  expect(chordOf(press({ key: '?', code: 'Minus', shiftKey: true }))).toBe('?');
});

test('named keys keep Shift', () => {
  expect(chordOf(press({ key: ' ', code: 'Space' }))).toBe('Space');
  expect(chordOf(press({ key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true }))).toBe('Shift+ArrowLeft');
});

test('with Alt the place of the key counts', () => {
  expect(chordOf(press({ key: '®', code: 'KeyR', altKey: true }))).toBe('Alt+R');
});

test('a modifier alone is no chord', () => {
  expect(chordOf(press({ key: 'Shift', code: 'ShiftLeft', shiftKey: true }))).toBeNull();
});

test('caps are drawn per platform, a plus key included', () => {
  expect(capsOf('Mod+Shift+K', false)).toEqual(['Ctrl', '⇧', 'K']);
  expect(capsOf('Mod+K', true)).toEqual(['⌘', 'K']);
  expect(capsOf('Mod++', false)).toEqual(['Ctrl', '+']);
  expect(capsOf('+', false)).toEqual(['+']);
});

test('Shift and a digit are one chord whatever they type; a digit that needs Shift is itself', () => {
  expect(digitChordOf(press({ key: '!', code: 'Digit1', shiftKey: true }))).toBe('Shift+1');
  expect(digitChordOf(press({ key: '/', code: 'Digit7', shiftKey: true }))).toBe('Shift+7');
  expect(digitChordOf(press({ key: '1', code: 'Digit1', shiftKey: true }))).toBeNull();
  expect(digitChordOf(press({ key: '1', code: 'Digit1' }))).toBeNull();
});
