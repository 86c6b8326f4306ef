import type { DiffHit } from './diff-rule.ts';

/** A change that breaks nobody but who provides the method or the event: a note where that is the platform itself. */
export function providerHit(hit: DiffHit, byApp: boolean): DiffHit {
  return byApp ? { ...hit, breaks: ['provider'] } : { ...hit, breaks: [], severity: 'note' };
}

/** A change that breaks consumers, and providers too where they are apps. */
export function bothHit(hit: DiffHit, byApp: boolean, consumers: DiffHit['breaks']): DiffHit {
  return { ...hit, breaks: [...(consumers ?? []), ...(byApp ? (['provider'] as const) : [])] };
}
