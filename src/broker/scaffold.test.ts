import { expect, it } from 'vitest';
import { scopeOf } from './scaffold.ts';
import { parseTarget } from './target.ts';

it.each([
  ['hr/v1#approvalChain.get', 'hr/approvalChain.get'],
  ['policy/v1#ask', 'policy/ask.use'],
])('the scope of %s is %s', (text, scope) => {
  const target = parseTarget(text);
  expect(target && scopeOf(target)).toBe(scope);
});
