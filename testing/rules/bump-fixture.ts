import type { BumpInput } from '../../src/check/bump-input.ts';
import { declaredBump } from '../../src/check/declared-bump.ts';
import type { Fields } from './fields.ts';

/** A fixture of `versions`, as `1.2.0..1.3.0`, and the bump that is `required`. */
export function bumpFixture(fixture: Fields): BumpInput {
  return {
    declared: declaredBump(fixture.text('versions', '')),
    required: fixture.oneOf('required', ['major', 'minor', 'patch', 'none']) ?? 'none',
    location: { path: 'contract.json' },
  };
}
