import { nearest } from '../../../model/nearest.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { insideOf } from '../../boundaries.ts';
import type { LintInput } from '../../lint-input.ts';

export default defineRule<LintInput>({
  id: 'endpoint/boundary-meets-nothing',
  summary: 'every pattern of a boundary takes in an endpoint, and what it requires is a capability',
  help: 'Correct the pattern, its verbs or the name of the capability, or remove it: a boundary around nothing protects nothing, and looks as if it did.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['verifier', 'operator'],
  example: {
    fails: 'boundary /app/{}/updates/stage, and the route is /apps/{appId}/updates/stage',
    passes: 'boundary /apps/{}/updates/stage',
  },
  *check({ contract, boundaries }) {
    if (boundaries === undefined) return;
    const names = new Set(contract.contract.capabilities.map(({ name }) => name));
    for (const [at, boundary] of boundaries.boundaries.entries()) {
      for (const [index, route] of boundary.routes.entries()) {
        if (insideOf({ ...boundary, routes: [route] }, contract.contract).length > 0) continue;
        yield {
          message: `the pattern ${quote(route)} of the boundary ${quote(boundary.name)} takes in no endpoint`,
          location: boundaries.locate(`/boundaries/${at}/routes/${index}`),
          key: [boundary.name, 'route', route],
        };
      }
      for (const [index, name] of boundary.requires.entries()) {
        if (names.has(name)) continue;
        const guess = nearest(name, names);
        yield {
          message: `the boundary ${quote(boundary.name)} requires ${quote(name)}, which is no capability of the contract${guess === undefined ? '' : `; did you mean ${quote(guess)}?`}`,
          location: boundaries.locate(`/boundaries/${at}/requires/${index}`),
          key: [boundary.name, 'capability', name],
        };
      }
    }
  },
});
