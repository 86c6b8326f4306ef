import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
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
  },
});
