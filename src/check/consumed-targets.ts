import type { LoadedManifest } from '../manifest/dialects.ts';
import { splitRequired } from '../manifest/requires-to-consumes.ts';
import { isJsonObject, type JsonValue } from '../model/json/value.ts';

/** A method or an event that an app says it uses. */
export interface ConsumedTarget {
  /** `ns/vN#name`. */
  readonly target: string;
  /** False where the app says that it can do without. */
  readonly required: boolean;
}

/** The targets that a manifest says its app uses, requirements of the older form too; undefined where its dialect can't say. */
export function consumedTargets({ palette }: LoadedManifest): readonly ConsumedTarget[] | undefined {
  if (palette === undefined) return undefined;
  const { consumes, requires } = palette.json;
  const written = isJsonObject(consumes) ? [...list(consumes.services), ...list(consumes.events)] : [];
  const older = isJsonObject(requires) ? splitRequired(requires.services).consumed : [];
  return [...written, ...older].flatMap((entry): ConsumedTarget[] => {
    if (typeof entry === 'string') return [{ target: entry, required: true }];
    if (!isJsonObject(entry) || typeof entry.target !== 'string') return [];
    return [{ target: entry.target, required: entry.required !== false }];
  });
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
