import { defineRule } from '../../../model/rule.ts';
import type { ManifestInput } from '../../manifest-input.ts';
import { providedSchemaFaults } from '../../provided-schemas.ts';
import { providedTargets } from '../../provided-targets.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/provided-schema-invalid',
  summary: 'every schema that a manifest writes out for what it provides is a JSON Schema of a known draft',
  help: 'Correct the keyword that is named: a broker refuses the schema, or passes over the keyword and lets everything in. Schemas in files are judged by `assay services check`.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['provider', 'consumer'],
  example: {
    fails: '"output_schema": {"type": "objct"}',
    passes: '"output_schema": {"type": "object"}',
  },
  *check({ appId, palette }) {
    const provided = palette === undefined ? undefined : providedTargets(palette);
    if (provided !== undefined) yield* providedSchemaFaults(appId, provided, () => undefined);
  },
});
