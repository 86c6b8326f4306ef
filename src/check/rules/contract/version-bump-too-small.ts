import { defineRule } from '../../../model/rule.ts';
import type { BumpInput } from '../../bump-input.ts';
import { isEnough } from '../../run-diff.ts';

export default defineRule<BumpInput>({
  id: 'contract/version-bump-too-small',
  summary: 'the version moves as far as the changes ask for, and is that of the contracts',
  help: 'Raise the version further, or take back the change that asks for it. A break asks for a new major version, what is added for a minor one; a contract version can carry additions, but no break. Contract versions that are given must be those of the two contracts: else something else was compared than was meant.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['consumer', 'sdk'],
  example: {
    fails: '1.2.0..1.3.0, and an endpoint is gone',
    passes: '1.2.0..2.0.0, and an endpoint is gone',
  },
  *check({ declared, required, own, location }) {
    if (own !== undefined && (own.from !== versionOf(declared.from) || own.to !== versionOf(declared.to)))
      yield {
        message: `the versions ${declared.from} and ${declared.to} are said to be compared, and the contracts are v${own.from} and v${own.to}`,
        location,
        key: [declared.from, declared.to, own.from, own.to],
      };
    if (isEnough(declared.bump, required)) return;
    const said = declared.bump === 'none' ? 'no change' : `a ${declared.bump} change`;
    yield {
      message: `the versions ${declared.from} and ${declared.to} say ${said}, and the contracts have a ${required} one`,
      location,
      key: [declared.from, declared.to, required],
    };
  },
});

/** Of `v4` or `4`. */
function versionOf(text: string): number {
  return Number(text.replace(/^v/, ''));
}
