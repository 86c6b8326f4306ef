import { describe, expect, it } from 'vitest';
import { inPythonRange } from './python-range.ts';

// PEP 440, "Version specifiers"; poetry's documentation, "Dependency specification", for ^ and ~.
describe('inPythonRange', () => {
  it.each([
    ['1.4.5', '~=1.4.2', true],
    ['1.5.0', '~=1.4.2', false],
    ['1.9', '~=1.4', true],
    ['2.0', '~=1.4', false],
    ['1.2.3', '==1.2.3', true],
    ['1.2', '==1.2.0', true],
    ['1.2.3', '!=1.2.3', false],
    ['0.26.0', '>=0.27,<1', false],
    ['0.28.1', '>=0.27,<1', true],
    ['1.0', '>=0.27,<1', false],
    ['1.9.9', '^1.2.3', true],
    ['2.0.0', '^1.2.3', false],
    ['0.2.9', '^0.2.3', true],
    ['0.3.0', '^0.2.3', false],
    ['0.0.4', '^0.0.3', false],
    ['1.2.9', '~1.2.3', true],
    ['1.3.0', '~1.2.3', false],
    ['1.9', '~1', true],
    ['1.2.3', '', true],
    ['1.2.3', '*', true],
    ['1.2.3rc1', '>=1', undefined],
    ['1.2.3', '==1.2.*', undefined],
    ['1.2.3', '>=2,==1.2.*', false],
    ['1.2.3', '>=1 || <0', undefined],
  ])('takes %s in %j for %s', (version, range, expected) => {
    expect(inPythonRange(version, range)).toBe(expected);
  });
});
