import { groupBy } from '../../../model/group-by.ts';
import { listed } from '../../../model/listed.ts';
import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule, type RuleHit } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { type Descriptor, descriptors } from '../../descriptors.ts';

export default defineRule<ContractInput>({
  id: 'contract/duplicate-identity',
  summary: 'no two descriptors of a contract have one identity',
  help: 'Keep one of the descriptors. An endpoint is known by its method and its route with parameter names erased, so /a/{x} and /a/{y} are one route.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'consumer'],
  waivable: false,
  example: {
    fails: 'endpoints: GET /queue/{id} and GET /queue/{requestId}',
    passes: 'endpoints: GET /queue/{id} and DELETE /queue/{id}',
  },
  *check({ contract }) {
    const seen = new Map<string, number>();
    const repeated = new Map<string, Descriptor>();
    for (const descriptor of descriptors(contract.contract)) {
      const key = `${descriptor.kind} ${descriptor.identity}`;
      const times = (seen.get(key) ?? 0) + 1;
      seen.set(key, times);
      if (times === 2) repeated.set(key, descriptor);
    }
    for (const [key, { kind, identity, pointer }] of repeated)
      yield {
        message: `${kind} ${quote(identity)} is described ${seen.get(key)} times, expected once`,
        location: contract.locate(pointer),
        key: [kind, identity],
      };
    yield* ambiguousAliases(contract);
  },
});

/** An alias must lead to one capability: a grant of a name that means two of them grants the one or the other. */
function* ambiguousAliases(loaded: ContractInput['contract']): Generator<RuleHit> {
  const { capabilities } = loaded.contract;
  const claims = capabilities.flatMap(({ name, aliases = [] }, index) =>
    [name, ...aliases].map((asked) => ({ asked, name, pointer: `/capabilities/${index}` })),
  );
  for (const [asked, claimed] of groupBy(claims, (claim) => claim.asked)) {
    const names = [...new Set(claimed.map(({ name }) => name))].sort(byCodeUnit);
    const pointer = claimed.find(({ name }) => name === names.at(-1))?.pointer;
    if (names.length > 1 && pointer !== undefined)
      yield {
        message: `${quote(asked)} is a name or an alias of ${names.length} capabilities, expected of one: ${listed(names)}`,
        location: loaded.locate(pointer),
        key: ['alias', asked],
      };
  }
}
