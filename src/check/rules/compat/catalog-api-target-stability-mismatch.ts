import { defineRule } from '../../../model/rule.ts';
import { type EntryInput, FIELD, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'compat/catalog-api-target-stability-mismatch',
  legacyCode: 'catalog_api_target_stability_mismatch',
  summary: "a catalog entry shows the target stability of the bundle's manifest",
  help: "Write the manifest's api.targetStability into the entry, or leave the field out: the manifest is authoritative.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: 'api.targetStability=stable         # the manifest targets experimental',
    passes: 'api.targetStability=experimental',
  },
  *check({ manifest, entry }) {
    if (entry?.targetStability === undefined) return;
    const actual = manifest.api.targetStability ?? 'experimental';
    if (entry.targetStability === actual) return;
    const how = manifest.api.targetStability === undefined ? ' (it declares none)' : '';
    yield {
      message: `the entry shows target stability ${entry.targetStability}, the manifest has ${actual}${how}`,
      location: entry.locate(FIELD.stability),
      key: [manifest.id, entry.targetStability, actual],
    };
  },
});
