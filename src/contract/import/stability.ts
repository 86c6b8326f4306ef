import { pointerJoin } from '../../model/json/pointer.ts';
import type { JsonObject, JsonValue } from '../../model/json/value.ts';
import { quote } from '../../model/quote.ts';
import type { Notes } from './notes.ts';
import type { Placed } from './references.ts';

/** Members of an operation that say how long it lives. */
export const STABILITY_MEMBERS = ['x-stability-level', 'deprecated', 'x-sunset', 'x-assay-since'] as const;

/** The levels of x-stability-level, as oasdiff reads them, and our own words. */
const LEVELS: Readonly<Record<string, string>> = {
  draft: 'experimental',
  alpha: 'experimental',
  beta: 'experimental',
  experimental: 'experimental',
  stable: 'stable',
  deprecated: 'deprecated',
  internal: 'internal',
  'operator-only': 'operator-only',
  'scheduled-for-removal': 'scheduled-for-removal',
};

/** Stability, first version and deprecation of an operation. @param version the contract version of the import */
export function stabilityOf({ value, pointer }: Placed<JsonObject>, version: number, notes: Notes): JsonObject {
  const level = levelOf(value['x-stability-level'], pointer, notes);
  const since = value['x-assay-since'];
  const sinceContractVersion = isVersion(since) ? since : version;
  if (since !== undefined && !isVersion(since))
    notes.add('x-assay-since that is no contract version is left out', pointer);
  const sunset = sunsetOf(value['x-sunset'], pointer, notes);
  if (value.deprecated !== true) {
    if (sunset !== undefined) notes.add('x-sunset without deprecated is left out', pointer);
    return { stability: level, sinceContractVersion };
  }
  return {
    stability: level === 'scheduled-for-removal' ? level : 'deprecated',
    sinceContractVersion,
    deprecation: {
      deprecatedSinceContractVersion: version,
      removalContractVersion: null,
      note: null,
      ...(sunset === undefined ? {} : { removalOn: sunset }),
    },
  };
}

function levelOf(value: JsonValue | undefined, pointer: string, notes: Notes): string {
  if (value === undefined) return 'stable';
  const level = typeof value === 'string' && Object.hasOwn(LEVELS, value) ? LEVELS[value] : undefined;
  if (level !== undefined) return level;
  const shown = typeof value === 'string' ? quote(value) : 'that is no text';
  notes.add(`x-stability-level ${shown} is unknown, and taken as stable`, pointerJoin(pointer, 'x-stability-level'));
  return 'stable';
}

/** The day of a sunset: a date, or an instant of RFC 3339. */
function sunsetOf(value: JsonValue | undefined, pointer: string, notes: Notes): string | undefined {
  if (value === undefined) return undefined;
  const day =
    typeof value === 'string' ? /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=$|T)/.exec(value)?.[0] : undefined;
  if (day === undefined) notes.add('x-sunset that is no date is left out', pointer);
  return day;
}

function isVersion(value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}
