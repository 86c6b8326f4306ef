import type { Capability } from '../contract/model.ts';

/** Whom a capability is for: what it says, else what its stability implies. */
export function audienceOf({
  audience,
  stability,
}: Pick<Capability, 'audience' | 'stability'>): 'app' | 'operator-only' {
  if (stability === 'operator-only' || stability === 'internal') return 'operator-only';
  return audience ?? 'app';
}
