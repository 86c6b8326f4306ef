/** What a change does to the set of accepted instances: shrinks it, grows it, both, possibly either, or nothing. */
export type Effect = 'narrows' | 'widens' | 'both' | 'unsure' | 'none';

interface KindFacts {
  readonly summary: string;
  /** The effect where the change does not say otherwise. */
  readonly effect: Effect;
  /** A remark about meaning, documentation or generated code, not about validity. */
  readonly annotation?: true;
}

/** Every kind of change between two schemas that is told apart. */
export const KINDS = {
  'type-widened': { summary: 'more types are accepted', effect: 'widens' },
  'type-narrowed': { summary: 'fewer types are accepted', effect: 'narrows' },
  'type-disjoint': { summary: 'other types are accepted, none of the former', effect: 'both' },
  'enum-value-added': { summary: 'a value was added to the enumeration', effect: 'widens' },
  'enum-value-removed': { summary: 'a value was removed from the enumeration', effect: 'narrows' },
  'enum-introduced': { summary: 'values are now enumerated', effect: 'narrows' },
  'enum-dropped': { summary: 'values are no longer enumerated', effect: 'widens' },
  'const-changed': { summary: 'the one accepted value changed', effect: 'both' },
  'lower-bound-raised': { summary: 'a lower bound was raised', effect: 'narrows' },
  'lower-bound-set': { summary: 'a lower bound was set', effect: 'narrows' },
  'lower-bound-lowered': { summary: 'a lower bound was lowered', effect: 'widens' },
  'lower-bound-unset': { summary: 'a lower bound was removed', effect: 'widens' },
  'upper-bound-lowered': { summary: 'an upper bound was lowered', effect: 'narrows' },
  'upper-bound-set': { summary: 'an upper bound was set', effect: 'narrows' },
  'upper-bound-raised': { summary: 'an upper bound was raised', effect: 'widens' },
  'upper-bound-unset': { summary: 'an upper bound was removed', effect: 'widens' },
  'multipleof-coarser': { summary: 'numbers must be multiples of a coarser step', effect: 'narrows' },
  'multipleof-finer': { summary: 'numbers may be multiples of a finer step, or any', effect: 'widens' },
  'multipleof-incomparable': { summary: 'numbers must be multiples of an unrelated step', effect: 'both' },
  'pattern-added': { summary: 'a pattern was added', effect: 'narrows' },
  'pattern-removed': { summary: 'a pattern was removed', effect: 'widens' },
  'pattern-changed': { summary: 'the pattern changed', effect: 'unsure' },
  'format-added': { summary: 'a format was added', effect: 'narrows' },
  'format-removed': { summary: 'a format was removed', effect: 'widens' },
  'format-changed': { summary: 'the format changed', effect: 'both' },
  'content-changed': {
    summary: 'the content encoding, media type or schema changed',
    effect: 'none',
    annotation: true,
  },
  'property-added-optional': { summary: 'an optional property was declared', effect: 'narrows' },
  'property-added-required': { summary: 'a required property was declared', effect: 'narrows' },
  'property-removed-optional': { summary: 'an optional property is no longer declared', effect: 'widens' },
  'property-removed-required': { summary: 'a required property is no longer declared', effect: 'widens' },
  'required-added': { summary: 'a property became required', effect: 'narrows' },
  'required-removed': { summary: 'a property is no longer required', effect: 'widens' },
  'additional-closed': { summary: 'undeclared properties are now rejected', effect: 'narrows' },
  'additional-opened': { summary: 'undeclared properties are now accepted', effect: 'widens' },
  'additional-schema-changed': { summary: 'the schema of undeclared properties changed', effect: 'unsure' },
  'pattern-properties-changed': { summary: 'properties declared by pattern changed', effect: 'unsure' },
  'property-names-added': { summary: 'property names are now restricted', effect: 'narrows' },
  'property-names-removed': { summary: 'property names are no longer restricted', effect: 'widens' },
  'dependent-added': { summary: 'a property now demands others or a schema', effect: 'narrows' },
  'dependent-removed': { summary: 'a property no longer demands others or a schema', effect: 'widens' },
  'items-changed': { summary: 'the schema of items was added, removed or replaced', effect: 'unsure' },
  'tuple-grew': { summary: 'more positions have a schema of their own', effect: 'unsure' },
  'tuple-shrank': { summary: 'fewer positions have a schema of their own', effect: 'unsure' },
  'unique-items-set': { summary: 'items must now be unique', effect: 'narrows' },
  'unique-items-unset': { summary: 'items need no longer be unique', effect: 'widens' },
  'contains-added': { summary: 'some items must now match a schema', effect: 'narrows' },
  'contains-removed': { summary: 'no items need match a schema any more', effect: 'widens' },
  'contains-changed': { summary: 'the schema that some items must match changed', effect: 'unsure' },
  'allof-branch-added': { summary: 'a further schema must hold', effect: 'narrows' },
  'allof-branch-removed': { summary: 'a schema need no longer hold', effect: 'widens' },
  'anyof-branch-added': { summary: 'an alternative was added', effect: 'widens' },
  'anyof-branch-removed': { summary: 'an alternative was removed', effect: 'narrows' },
  'oneof-branch-added': { summary: 'an exclusive alternative was added', effect: 'unsure' },
  'oneof-branch-removed': { summary: 'an exclusive alternative was removed', effect: 'unsure' },
  'combinator-anyof-to-oneof': { summary: 'alternatives became exclusive', effect: 'narrows' },
  'combinator-oneof-to-anyof': { summary: 'alternatives are no longer exclusive', effect: 'widens' },
  'not-changed': { summary: 'the rejected schema changed', effect: 'unsure' },
  'conditional-changed': { summary: 'the conditional changed', effect: 'unsure' },
  'discriminator-changed': { summary: 'the discriminator changed', effect: 'none', annotation: true },
  'default-changed': { summary: 'the default changed', effect: 'none', annotation: true },
  'default-added': { summary: 'a default was added', effect: 'none', annotation: true },
  'default-removed': { summary: 'the default was removed', effect: 'none', annotation: true },
  'readonly-set': { summary: 'the property became read-only', effect: 'none', annotation: true },
  'writeonly-set': { summary: 'the property became write-only', effect: 'none', annotation: true },
  'property-deprecated': { summary: 'the schema was marked deprecated', effect: 'none', annotation: true },
  'property-undeprecated': { summary: 'the schema is no longer marked deprecated', effect: 'none', annotation: true },
  'refactor-only': { summary: 'only written differently', effect: 'none', annotation: true },
  'recursion-changed': { summary: 'recursion was added or removed', effect: 'unsure' },
  'dialect-changed': { summary: 'another dialect of JSON Schema is declared', effect: 'unsure' },
  'annotation-changed': {
    summary: 'the title, description, comment or examples changed',
    effect: 'none',
    annotation: true,
  },
  'not-i-json': {
    summary: 'a number is outside of the range that every reader keeps exactly',
    effect: 'none',
    annotation: true,
  },
} as const satisfies Record<string, KindFacts>;

export type KindId = keyof typeof KINDS;

/** The facts about a kind, with one type for all. */
export function kindFacts(id: KindId): KindFacts {
  return KINDS[id];
}

/** Is an object open to members that it does not declare: unspecified, explicitly open, by a schema, or closed? */
export type Openness = 'unspecified' | 'open' | 'schema' | 'closed';

/** One structural difference between two schemas. */
export interface SchemaChange {
  readonly kind: KindId;
  readonly effect: Effect;
  /** RFC 6901 pointers to the place in each schema; of its nearest existing parent where it is missing there. */
  readonly baselinePointer: string;
  readonly currentPointer: string;
  /** Short JSON texts. */
  readonly before?: string;
  readonly after?: string;
  /** For declared properties: openness of the object that decides about the member (baseline's for an added, current's for a removed one). */
  readonly openness?: Openness;
}

/** The opposite effect, as under `not`. */
export function flipped(effect: Effect): Effect {
  return effect === 'narrows' ? 'widens' : effect === 'widens' ? 'narrows' : effect;
}
