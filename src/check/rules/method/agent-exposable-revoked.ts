import { defineDiffRule } from '../../diff-rule.ts';
import { methodMemberHits, revoked } from '../../method-changes.ts';

export default defineDiffRule({
  id: 'method/agent-exposable-revoked',
  summary: 'a method that agents may call stays open to them',
  help: 'Announce the change and keep the method open to agents until they have another way.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'warning',
  breaks: ['consumer'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: { none: 'risk and scope speak of what agents may newly do' },
  example: { fails: 'agentExposable: true, and now false', passes: 'agentExposable stays true' },
  *check(input) {
    yield* methodMemberHits(input, 'agentExposable', (baseline, current) =>
      revoked(baseline.agentExposable, current.agentExposable, 'may not be called by agents any more'),
    );
  },
});
