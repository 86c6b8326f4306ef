import { expect, it } from 'vitest';
import type { Io } from '../model/io.ts';
import { isPlain, styleFor } from './style.ts';

const terminal = (columns: number | undefined) => ({ isTTY: true, columns, write: () => undefined });
const pipe = { isTTY: false, columns: 40, write: () => undefined };

it.each<[string, ReturnType<typeof terminal> | typeof pipe, Io['env'], number | undefined]>([
  ['what the terminal says', terminal(120), {}, 120],
  ['COLUMNS before it', terminal(120), { COLUMNS: '40' }, 40],
  ['the terminal’s where COLUMNS is no number', terminal(120), { COLUMNS: 'wide' }, 120],
  ['none where nobody says', terminal(undefined), {}, undefined],
  ['none for a pipe, whatever COLUMNS is', pipe, { COLUMNS: '40' }, undefined],
])('takes as width %s', (_, sink, env, width) => {
  expect(styleFor(sink, env, false).width).toBe(width);
});

it('is plain without colours, at any width', () => {
  expect(isPlain(styleFor(terminal(40), {}, true))).toBe(true);
  expect(isPlain(styleFor(terminal(40), { TERM: 'dumb' }, false))).toBe(true);
  expect(isPlain(styleFor(terminal(40), {}, false))).toBe(false);
});
