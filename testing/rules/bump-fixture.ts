import type { BumpInput } from '../../src/check/bump-input.ts';
import { declaredBump } from '../../src/check/declared-bump.ts';
import { Fields } from './fields.ts';

/** A fixture of `versions`, as `1.2.0..1.3.0`, and the bump that is `required`; `own` are the contracts' versions. */
export function bumpFixture(fixture: Fields): BumpInput {
  const own = fixture.has('own') ? new Fields(fixture.value('own'), ['from', 'to']) : undefined;
  return {
    declared: declaredBump(fixture.text('versions', '')),
    required: fixture.oneOf('required', ['major', 'minor', 'patch', 'none']) ?? 'none',
    ...(own === undefined ? {} : { own: { from: own.number('from', 0), to: own.number('to', 0) } }),
    location: { path: 'contract.json' },
  };
}
