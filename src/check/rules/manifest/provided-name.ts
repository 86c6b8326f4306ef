import { defineRule } from '../../../model/rule.ts';
import { ownFaults } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-name',
  summary: 'what an app provides can be named by a target',
  help: 'Use dotted words for methods and events, and dotted lower case for the namespace: otherwise no consumer can write <namespace>/v<major>#<name>.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app', 'consumer'],
  example: {
    fails: '"id": "approval-chain.get"',
    passes: '"id": "approvalChain.get"',
  },
  check: (input) => ownFaults(input, 'manifest/provided-name'),
});
