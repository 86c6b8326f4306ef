import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/parser-differential',
  summary: "every reader of a manifest's signed bytes reads the same",
  help: "Write the line so that java.util.Properties and the platform's manifest parser agree: one key=value per line, no continuation, no escapes but \\\\ and \\uXXXX. Otherwise two parts of the platform act on two manifests under one signature.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['verifier', 'operator'],
  example: {
    fails: 'app.name=Hello \\\napp.permissions=queue.read',
    passes: 'app.name=Hello\napp.permissions=queue.read',
  },
  *check({ appId, facts }) {
    for (const { kind, key, location, message } of facts.parserDifferentials) {
      yield { message, location, key: [appId, kind, key] };
    }
  },
});
