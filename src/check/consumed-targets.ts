import type { LoadedManifest } from '../manifest/dialects.ts';
import { splitRequired } from '../manifest/requires-to-consumes.ts';
import type { Location } from '../model/finding.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';

/** A method or an event that an app says it uses. */
export interface ConsumedTarget {
  readonly kind: 'method' | 'event';
  /** `ns/vN#name`. */
  readonly target: string;
  /** False where the app says that it can do without. */
  readonly required: boolean;
  readonly location: Location;
}

/** The targets that a manifest says its app uses, requirements of the older form too; undefined where its dialect can't say. */
export function consumedTargets({ palette, native }: LoadedManifest): readonly ConsumedTarget[] | undefined {
  const manifest = palette ?? native;
  if (manifest === undefined) return undefined;
  const { consumes, requires } = manifest.json;
  const read = (kind: ConsumedTarget['kind'], entries: readonly JsonValue[], pointer: string): ConsumedTarget[] =>
    entries.flatMap((entry, index): ConsumedTarget[] => {
      const { target, required = true } = isJsonObject(entry) ? entry : { target: entry };
      if (typeof target !== 'string') return [];
      return [{ kind, target, required: required !== false, location: manifest.locate(`${pointer}/${index}`) }];
    });
  const member = (object: JsonValue | undefined, name: string): JsonValue | undefined =>
    isJsonObject(object) ? object[name] : undefined;
  const older = splitRequired(member(requires, 'services')).consumed;
  return [
    ...read('method', list(member(consumes, 'services')), '/consumes/services'),
    ...read('event', list(member(consumes, 'events')), '/consumes/events'),
    // Which of the older requirements a target can say has nothing to do with their order.
    ...read('method', older, '').map((target) => ({ ...target, location: manifest.locate('/requires/services') })),
  ];
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
