import { byCodeUnit } from '../../../model/order.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { type EntryClaims, type EntryInput, FIELD, withEntry } from '../../compat-input.ts';

export default defineRule<EntryInput>({
  id: 'compat/catalog-api-compatibility-mismatch',
  legacyCode: 'catalog_api_compatibility_mismatch',
  summary: "a catalog entry shows the api metadata of the bundle's manifest",
  help: "Write the manifest's value into the entry, or leave the field out: the manifest is authoritative, and the catalog decides where the app is offered.",
  severity: { default: 'warning', strict: 'error' },
  breaks: ['catalog', 'operator'],
  scope: withEntry,
  example: {
    fails: 'api.minimumVersion=1   # the manifest has 3',
    passes: 'api.minimumVersion=3',
  },
  *check({ manifest, entry }) {
    if (entry === undefined) return;
    for (const [field, claimed, actual] of comparedFields(entry, manifest.api)) {
      if (claimed === undefined || JSON.stringify(claimed) === JSON.stringify(actual ?? null)) continue;
      yield {
        message: `the entry shows ${field} ${shown(claimed)}, the manifest has ${shown(actual)}`,
        location: entry.locate(field),
        key: [manifest.id, field, claimed, actual ?? null],
      };
    }
  },
});

type Value = number | string | boolean | readonly string[] | undefined;

/** Field, the entry's value (undefined where it carries none) and the manifest's. Target stability has its own rule. */
function comparedFields(entry: EntryClaims, api: EntryInput['manifest']['api']): (readonly [string, Value, Value])[] {
  return [
    [FIELD.minimum, entry.minimumVersion, api.minimumVersion],
    [FIELD.maximum, entry.maximumTestedVersion, api.maximumTestedVersion],
    [FIELD.optional, asSet(entry.optionalCapabilities), asSet(api.optionalCapabilities)],
    [FIELD.experimental, entry.experimentalCapabilitiesAccepted, api.experimentalCapabilitiesAccepted],
    [FIELD.baseline, entry.targetBaseline, api.targetBaseline],
  ];
}

function asSet(names: readonly string[] | undefined): readonly string[] | undefined {
  return names === undefined ? undefined : [...new Set(names)].sort(byCodeUnit);
}

function shown(value: Value): string {
  if (value === undefined) return 'none';
  if (typeof value === 'object') return value.map(quote).join(', ') || 'none';
  return typeof value === 'string' ? quote(value) : String(value);
}
