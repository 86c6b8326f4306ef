import { defineRule } from '../../../model/rule.ts';
import type { BumpInput } from '../../bump-input.ts';
import { isEnough } from '../../run-diff.ts';

export default defineRule<BumpInput>({
  id: 'contract/version-bump-too-small',
  summary: 'the version moves as far as the changes ask for',
  help: 'Raise the version further, or take back the change that asks for it. A break asks for a new major version, what is added for a minor one; a contract version can carry additions, but no break.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'sdk'],
  example: {
    fails: '1.2.0..1.3.0, and an endpoint is gone',
    passes: '1.2.0..2.0.0, and an endpoint is gone',
  },
  *check({ declared, required, location }) {
    if (isEnough(declared.bump, required)) return;
    const said = declared.bump === 'none' ? 'no change' : `a ${declared.bump} change`;
    yield {
      message: `the versions ${declared.from} and ${declared.to} say ${said}, and the contracts have a ${required} one`,
      location,
      key: [declared.from, declared.to, required],
    };
  },
});
