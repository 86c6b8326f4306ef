import type { Loss, SchemaRole } from './model.ts';
import type { SchemaPlace } from './schema-space.ts';

const BOUND = 'types have no bounds';
const COUNT = 'types have no counts';
const CONDITION = 'types have no conditions';

/** What a type never says, and why: it is left to a validator. */
export const LOSSY_KEYWORDS: ReadonlyMap<string, string> = new Map([
  ['minimum', BOUND],
  ['maximum', BOUND],
  ['exclusiveMinimum', BOUND],
  ['exclusiveMaximum', BOUND],
  ['multipleOf', BOUND],
  ['minLength', COUNT],
  ['maxLength', COUNT],
  ['minItems', COUNT],
  ['maxItems', COUNT],
  ['minProperties', COUNT],
  ['maxProperties', COUNT],
  ['minContains', COUNT],
  ['maxContains', COUNT],
  ['uniqueItems', 'types do not compare items'],
  ['pattern', 'types have no patterns'],
  ['patternProperties', 'types do not tell names by pattern: any undeclared property may be of any of these types'],
  ['propertyNames', 'types do not describe names'],
  ['contains', 'types do not look for an item'],
  ['not', 'types have no negation'],
  ['oneOf', 'a value may be of several types at once'],
  ['if', CONDITION],
  ['then', CONDITION],
  ['else', CONDITION],
  ['dependencies', CONDITION],
  ['dependentRequired', CONDITION],
  ['dependentSchemas', CONDITION],
  ['unevaluatedItems', 'which items are evaluated is only known of a value'],
]);

/** The losses of one schema, each once. */
export class LossList {
  private readonly role: SchemaRole;
  private readonly found = new Map<string, Loss>();

  constructor(role: SchemaRole) {
    this.role = role;
  }

  add({ document, pointer }: SchemaPlace, keyword: string, reason: string): void {
    const place = document === '' ? pointer : `${document}#${pointer}`;
    this.found.set(`${place} ${keyword}`, { role: this.role, pointer: place, keyword, reason });
  }

  /** By pointer and keyword. */
  sorted(): readonly Loss[] {
    return [...this.found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, loss]) => loss);
  }
}
