import { expect, test } from 'vitest';
import { daysBetween, formatInstant, hoursBetween, instantMs } from './instant.ts';

test.each([
  ['2031-05-10T12:00:00Z', Date.UTC(2031, 4, 10, 12)],
  ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
  ['2027-02-29T00:00:00Z', undefined],
  ['2031-04-31T00:00:00Z', undefined],
  ['2031-05-10T12:00:00.000Z', undefined],
  ['2031-05-10T12:00:00+00:00', undefined],
  ['2031-05-10', undefined],
  ['soon', undefined],
  ['', undefined],
])('%j is %s', (text, expected) => {
  expect(instantMs(text)).toBe(expected);
});

test('an instant is written to the second', () => {
  expect(formatInstant(new Date(Date.UTC(2031, 4, 10, 12, 0, 0, 999)))).toBe('2031-05-10T12:00:00Z');
});

test('spans are signed, and of no instant they are no number', () => {
  expect(hoursBetween('2031-05-10T12:00:00Z', '2031-05-10T13:30:00Z')).toBe(1.5);
  expect(daysBetween('2031-05-11T12:00:00Z', '2031-05-10T12:00:00Z')).toBe(-1);
  expect(hoursBetween('2031-02-30T00:00:00Z', '2031-05-10T13:30:00Z')).toBeNaN();
  expect(daysBetween('2031-05-10T13:30:00Z', 'soon')).toBeNaN();
});
