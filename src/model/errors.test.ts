import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssayError, EXIT, type ExitCode, inputError, integrityError, usageError, worstExit } from './errors.ts';

describe('worstExit', () => {
  const order: readonly ExitCode[] = [70, 6, 3, 4, 5, 1, 10, 0];

  it('takes 70 > 6 > 3 > 4 > 5 > 1 > 10 > 0, in any order of the codes', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...order], { minLength: 1 }), (codes) => {
        expect(worstExit(codes)).toBe(order.find((code) => codes.includes(code)));
      }),
    );
  });

  it('is incomplete where nothing was evaluated', () => {
    expect(worstExit([])).toBe(5);
  });
});

describe('AssayError', () => {
  it.each([
    ['usage', 2],
    ['input', 3],
    ['integrity', 4],
    ['incomplete', 5],
    ['environment', 6],
  ] as const)('of kind %s exits with %i', (kind, exit) => {
    const error = new AssayError({ kind, code: 'a-code', message: 'what is wrong', hint: 'what to do' });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ kind, code: 'a-code', message: 'what is wrong', hint: 'what to do', exitCode: exit });
    expect(error.location).toBeUndefined();
  });

  it('has a short form for each kind that readers throw', () => {
    const location = { path: 'x.json', line: 1 };
    expect(inputError('a', 'b', 'c', location)).toMatchObject({ exitCode: EXIT.input, location });
    expect(integrityError('a', 'b', 'c', location)).toMatchObject({ exitCode: EXIT.integrity, location });
    expect(usageError('a', 'b', 'c')).toMatchObject({ exitCode: EXIT.usage, location: undefined });
  });
});
