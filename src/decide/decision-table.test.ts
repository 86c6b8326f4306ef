import { expect, test } from 'vitest';
import { outcomeOf } from './decision-table.ts';
import { STATES } from './states.ts';

// state | required | required, with a valid waiver | recommended | optional
// `x / y` is: x as a rule, y where the policy says that warnings block.
const ROWS = `
pass             | pass         | pass          | pass  | pass
warn             | warn / block | warn / waived | warn  | info
fail             | block        | waived        | warn  | warn
error            | block        | waived        | warn  | warn
missing          | block        | waived        | warn  | info
skip             | block        | waived        | warn  | info
stale            | block        | waived        | warn  | info
wrong-subject    | block        | block         | warn  | warn
untrusted        | block        | block         | warn  | warn
malformed        | block        | block         | warn  | warn
conflict         | block        | block         | warn  | warn
redaction-failed | block        | block         | block | block
`;

const EXPECTED = new Map(
  ROWS.trim()
    .split('\n')
    .map((row) => row.split('|').map((cell) => cell.trim()))
    .map(([state = '', required = '', waived = '', recommended = '', optional = '']) => [
      state,
      { required, waived, recommended, optional },
    ]),
);

test('the table has a row for every state and no other', () => {
  expect([...EXPECTED.keys()].sort()).toEqual([...STATES].sort());
});

test('every combination of state, level, tier, waiver and knob is as the table says', () => {
  let combinations = 0;
  for (const state of STATES)
    for (const level of ['required', 'recommended', 'optional'] as const)
      for (const waivable of ['never', 'single', 'dual'] as const)
        for (const validWaiver of [true, false])
          for (const warnBlocks of [true, false]) {
            const row = EXPECTED.get(state);
            const column = level === 'required' && validWaiver && waivable !== 'never' ? 'waived' : level;
            const [plain = '', blocking = plain] = (row?.[column] ?? '').split(' / ');
            const expected = warnBlocks ? blocking : plain;
            const shown = `${state} ${level} ${waivable} waiver=${validWaiver} warnBlocks=${warnBlocks}`;
            expect(`${shown}: ${outcomeOf(state, level, { validWaiver, waivable, warnBlocks })}`).toBe(
              `${shown}: ${expected}`,
            );
            combinations += 1;
          }
  expect(combinations).toBe(12 * 3 * 3 * 2 * 2);
});
