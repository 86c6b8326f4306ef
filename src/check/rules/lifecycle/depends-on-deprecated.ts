import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import type { ContractInput } from '../../contract-input.ts';
import { contractLives } from '../../contract-lives.ts';
import { isEnding } from '../../lifecycle-items.ts';

export default defineRule<ContractInput>({
  id: 'lifecycle/depends-on-deprecated',
  summary: 'what is stable needs no right that is on its way out',
  help: 'Let it ask for the right that replaces the deprecated one, while both are there: with the right it goes out of reach.',
  severity: { default: 'warning', strict: 'warning' },
  breaks: ['app', 'consumer'],
  example: {
    fails: 'GET /queue is stable and requires queue.read, which is deprecated',
    passes: 'GET /queue is stable and requires queue.view, which is stable',
  },
  *check({ contract }) {
    const ending = new Map(
      contract.contract.capabilities.filter(({ stability }) => isEnding(stability)).map((item) => [item.name, item]),
    );
    for (const { subject, item, pointer } of contractLives(contract.contract)) {
      if (item.stability !== 'stable' || !('requiredCapabilities' in item)) continue;
      const { kind, identity } = subject;
      for (const [index, name] of (item.requiredCapabilities ?? []).entries()) {
        const stability = ending.get(name)?.stability;
        if (stability === undefined) continue;
        yield {
          message: `${kind} ${quote(identity)} is stable and requires ${quote(name)}, which is ${stability}`,
          location: contract.locate(`${pointer}/requiredCapabilities/${index}`),
          key: [kind, identity, name],
        };
      }
    }
  },
});
