import { quote } from '../../../model/quote.ts';
import { lostAliases } from '../../capability-aliases.ts';
import { capabilityMoves } from '../../capability-moves.ts';
import { defineDiffRule } from '../../diff-rule.ts';

export default defineDiffRule({
  id: 'capability/renamed',
  summary: 'a capability keeps its name, or its new name has the old one as an alias',
  help: 'Write the old name into the aliases of the new capability: apps ask for the old one in their manifests, and users have granted it.',
  severity: { default: 'error', strict: 'error' },
  experimental: 'error',
  breaks: ['consumer', 'catalog'],
  category: 'authorization',
  bump: 'major',
  waivable: true,
  mirror: { none: 'a name that is taken back is a rename too' },
  example: {
    fails: 'queue.purge is gone, and queue.clear is new for the same endpoints',
    passes: 'queue.clear is new with the alias queue.purge',
  },
  *check(input) {
    for (const { baseline, current, declared } of capabilityMoves(input).renamed)
      yield {
        subject: { kind: 'capability', identity: baseline.item.name },
        message: declared
          ? `capability ${quote(baseline.item.name)} is called ${quote(current.item.name)} now, and the old name works as an alias`
          : `capability ${quote(baseline.item.name)} is called ${quote(current.item.name)} now: it is gone, and the new one unlocks the same`,
        location: input.current.locate(current.pointer),
        before: baseline.item.name,
        after: current.item.name,
        stability: baseline.item.stability,
        ...(declared ? { severity: 'note' as const, breaks: [] } : {}),
      };
    for (const { alias, baseline, current, owner } of lostAliases(input))
      yield {
        subject: { kind: 'capability', identity: alias },
        message: `capability ${quote(current.item.name)} can't be asked for as ${quote(alias)} any more${meaning(alias, owner?.name)}`,
        location: input.current.locate(current.pointer),
        part: 'alias',
        before: baseline.item.name,
        after: owner?.name ?? null,
        stability: baseline.item.stability,
        breaks: owner === undefined ? ['consumer', 'catalog'] : ['consumer', 'catalog', 'operator'],
      };
  },
});

/** A grant of the old name is one of something else where the name went to another capability. */
function meaning(alias: string, owner: string | undefined): string {
  if (owner === undefined) return '';
  return owner === alias ? ', which is a capability of its own now' : `, which means ${quote(owner)} now`;
}
