import type { JsonValue } from '../../model/json/value.ts';
import { isJsonObject } from '../../model/json/value.ts';

/** The published versions of JSON Schema that are read. */
export type Dialect = 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12';

export const DIALECTS: readonly Dialect[] = ['draft-04', 'draft-06', 'draft-07', '2019-09', '2020-12'];

const BY_URI: ReadonlyMap<string, Dialect> = new Map([
  ['json-schema.org/draft-04/schema', 'draft-04'],
  ['json-schema.org/draft-06/schema', 'draft-06'],
  ['json-schema.org/draft-07/schema', 'draft-07'],
  ['json-schema.org/draft/2019-09/schema', '2019-09'],
  ['json-schema.org/draft/2020-12/schema', '2020-12'],
]);

/** The dialect that `$schema` names: the fallback where it is absent, undefined where it is unknown. */
export function dialectOf(schema: JsonValue, fallback: Dialect): Dialect | undefined {
  const named = isJsonObject(schema) ? schema.$schema : undefined;
  if (named === undefined) return fallback;
  if (typeof named !== 'string') return undefined;
  return BY_URI.get(named.replace(/^https?:\/\//, '').replace(/#$/, ''));
}

/** True where `dialect` is `since` or later. */
export function isAtLeast(dialect: Dialect, since: Dialect): boolean {
  return DIALECTS.indexOf(dialect) >= DIALECTS.indexOf(since);
}
