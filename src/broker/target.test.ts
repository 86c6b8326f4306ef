import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTarget, parseTarget, suggestTarget, targetFault, targetSegments } from './target.ts';

/** Targets of public apps and SDKs. */
const ACCEPTED = [
  'hr/v1#approvalChain.get',
  'hr/v1#hierarchy.updated',
  'org/v1#members.list',
  'org/v1#member.updated',
  'core/v1#task.created',
  'leave/v1#leave.requested',
  'hr/v1#review.completed',
  'orgx/v1#hierarchy.route.resolve',
  'orgx/v1#hierarchy.route.preview',
  'policy/v1#ask',
  'policy/v1#search',
  'hierarchy/v1#employee.changed',
  'hierarchy/v1#unit.changed',
  'hierarchy/v1#reporting.changed',
  'hierarchy/v1#hierarchy.changed',
  'policy/v1#policy.changed',
  'mcp.notion/v1#search_pages',
  'billing/v1#invoice.summarize',
  'a-b_c.1/v12#A1_',
];

describe('parseTarget', () => {
  it.each(ACCEPTED)('accepts %s', (text) => {
    const target = parseTarget(text);
    expect(targetFault(text)).toBeUndefined();
    expect(target && formatTarget(target)).toBe(text);
  });

  it('says what the parts are', () => {
    const target = parseTarget('mcp.notion/v12#pages.searchAll');
    expect(target).toEqual({ namespace: 'mcp.notion', major: 12, name: 'pages.searchAll' });
    expect(target && targetSegments(target)).toEqual(['pages', 'searchAll']);
  });

  it.each([
    ['hr/v1', 'names no method or event after "#"'],
    ['hr#x', 'has no major version'],
    ['hr/1#x', 'has a major version other than v1, v2 and so on'],
    ['HR/v1#x', 'has a namespace that is not dotted lower case'],
    ['hr/v0#x', 'has a major version other than v1, v2 and so on'],
    ['hr/v01#x', 'has a major version other than v1, v2 and so on'],
    ['hr/v1#', 'has a name that is not dotted words'],
    ['hr/v1#a..b', 'has a name that is not dotted words'],
    ['hr/v1.2#x', 'has a major version other than v1, v2 and so on'],
    ['task.created', 'is a bare name without namespace'],
    ['', 'is a bare name without namespace'],
    ['hr/v1#x#y', 'has more than one "#"'],
    ['hr/a/v1#x', 'has more than one "/"'],
    ['1hr/v1#x', 'has a namespace that is not dotted lower case'],
    ['hr./v1#x', 'has a namespace that is not dotted lower case'],
    ['hr/v1#x-y', 'has a name that is not dotted words'],
    ['hr/v1#1x', 'has a name that is not dotted words'],
    ['hr/v1#x\n', 'has a name that is not dotted words'],
    ['hr/v9999999999#x', 'has a major version other than v1, v2 and so on'],
    [`hr/v1#${'x'.repeat(256)}`, 'is longer than 256 characters'],
  ])('rejects %j', (text, fault) => {
    expect(targetFault(text)).toBe(fault);
    expect(parseTarget(text)).toBeUndefined();
  });

  it('gives back what was formatted, and reads nothing else', () => {
    const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,6}$/);
    const namespace = fc.stringMatching(/^[a-z][a-z0-9_-]{0,6}(\.[a-z0-9_-]{1,4}){0,2}$/);
    const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('.'));
    fc.assert(
      fc.property(namespace, fc.integer({ min: 1, max: 999_999_999 }), name, (ns, major, of) => {
        const target = { namespace: ns, major, name: of };
        expect(parseTarget(formatTarget(target))).toEqual(target);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'hv1/#.-_A0') }), (text) => {
        const target = parseTarget(text);
        if (target !== undefined) expect(formatTarget(target)).toBe(text);
      }),
    );
  });
});

describe('suggestTarget', () => {
  const KNOWN = ['core/v1#task.created', 'hr/v1#approvalChain.get', 'hr/v1#review.completed'];

  it.each([
    ['task.created', 'core/v1#task.created'],
    ['approvalChain.get', 'hr/v1#approvalChain.get'],
    ['HR/v1#x', 'hr/v1#x'],
    ['hr/1#x', 'hr/v1#x'],
    ['hr/v02#x', 'hr/v2#x'],
    [' hr/v1#x ', 'hr/v1#x'],
    ['hr/v1.2#x', 'hr/v1#x'],
    ['hr#x', 'hr/v1#x'],
    ['hr/v1/aprovalChain.get', 'hr/v1#approvalChain.get'],
    ['nothing.like.it', undefined],
    ['hr/v1#a..b', undefined],
  ])('%j: %s', (text, expected) => {
    expect(suggestTarget(text, KNOWN)).toBe(expected);
  });

  it('does not choose between two namespaces', () => {
    expect(suggestTarget('x', ['a/v1#x', 'b/v1#x'])).toBeUndefined();
  });
});
