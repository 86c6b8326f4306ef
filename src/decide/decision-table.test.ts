import { expect, test } from 'vitest';
import { outcomeOf } from './decision-table.ts';
import { STATES } from './states.ts';

// state | required | required, with a valid waiver | required, with all that blocks accepted | recommended | optional
// Where a waiver is valid too, what the list accepts is accepted by the list.
// `x / y` is: x as a rule, y where the policy says that warnings block.
const ROWS = `
pass             | pass         | pass          | pass            | pass  | pass
warn             | warn / block | warn / waived | warn / accepted | warn  | info
fail             | block        | waived        | accepted        | warn  | warn
error            | block        | waived        | block           | warn  | warn
missing          | block        | waived        | block           | warn  | info
skip             | block        | waived        | block           | warn  | info
stale            | block        | waived        | block           | warn  | info
wrong-subject    | block        | block         | block           | warn  | warn
untrusted        | block        | block         | block           | warn  | warn
malformed        | block        | block         | block           | warn  | warn
conflict         | block        | block         | block           | warn  | warn
redaction-failed | block        | block         | block           | block | block
`;

const EXPECTED = new Map(
  ROWS.trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([state = '', required = '', waived = '', accepted = '', recommended = '', optional = '']) => [
      state,
      { required, waived, accepted, recommended, optional },
    ]),
);

test('the table has a row for every state and no other', () => {
  expect([...EXPECTED.keys()].sort()).toEqual([...STATES].sort());
});

test('every combination of state, level, tier, waiver, list and knob is as the table says', () => {
  let combinations = 0;
  for (const state of STATES)
    for (const level of ['required', 'recommended', 'optional'] as const)
      for (const waivable of ['never', 'single', 'dual'] as const)
        for (const validWaiver of [true, false])
          for (const accepted of [true, false])
            for (const warnBlocks of [true, false]) {
              const row = EXPECTED.get(state);
              const open = level === 'required' && waivable !== 'never';
              const lists = accepted && row?.accepted !== 'block';
              const column = open && lists ? 'accepted' : open && validWaiver ? 'waived' : level;
              const [plain = '', blocking = plain] = (row?.[column] ?? '').split(' / ');
              const expected = warnBlocks ? blocking : plain;
              const shown = `${state} ${level} ${waivable} waiver=${validWaiver} accepted=${accepted} warnBlocks=${warnBlocks}`;
              expect(`${shown}: ${outcomeOf(state, level, { validWaiver, accepted, waivable, warnBlocks })}`).toBe(
                `${shown}: ${expected}`,
              );
              combinations += 1;
            }
  expect(combinations).toBe(12 * 3 * 3 * 2 * 2 * 2);
});
