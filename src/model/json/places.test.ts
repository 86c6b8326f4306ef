import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Places } from './places.ts';
import { pointerJoin } from './pointer.ts';
import { isJsonObject, type JsonValue } from './value.ts';

/** Every pointer of a value, the value's own first. */
function* pointers(value: JsonValue, pointer = ''): Generator<[string, JsonValue]> {
  yield [pointer, value];
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* pointers(item, pointerJoin(pointer, at));
  else if (isJsonObject(value))
    for (const [name, member] of Object.entries(value)) yield* pointers(member, pointerJoin(pointer, name));
}

/** The text of a value with odd but allowed white space. */
function spaced(value: JsonValue, space: string): string {
  if (Array.isArray(value))
    return `[${space}${value.map((item) => spaced(item, space)).join(`${space},${space}`)}${space}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}${space}:${space}${spaced(member, space)}`,
  );
  return `{${space}${members.join(`${space},${space}`)}${space}}`;
}

describe('Places', () => {
  it('finds the same in the plain layout, told of it or not', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(json, fc.boolean(), (value, isLast) => {
        const whole = isLast ? { a: '}\n  ]', '': [[], {}], value } : { value, z: [{ value }, [value]] };
        const text = `${JSON.stringify(whole, null, 2)}\n`;
        const [told, untold] = [new Places(text, true), new Places(text)];
        for (const [pointer] of [...pointers(whole)].reverse()) expect(told.of(pointer)).toEqual(untold.of(pointer));
      }),
    );
  });

  it('finds where every value starts, however the text is spaced', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).map((value): JsonValue => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\n\t', '\r\n'), (value, space) => {
        const text = spaced(value, space);
        const lines = text.split('\n');
        const places = new Places(text);
        for (const [pointer, expected] of pointers(value)) {
          const { line, column } = places.of(pointer);
          const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join('\n');
          expect(rest.startsWith(spaced(expected, space)), pointer).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['{"a": {"b": 1}}', '/a/b', 1, 13],
    ['{"a": {"b": 1}}', '/a/c/d', 1, 7],
    ['{"a": {"b": 1}}', '/x', 1, 1],
    ['["\\"]", {"]": "}"}, 3]', '/2', 1, 21],
    ['{"a\\\\": 1, "b": 2}', '/b', 1, 17],
    ['{"a~b/c": 5}', '/a~0b~1c', 1, 11],
    ['{"\\u0061": 5}', '/a', 1, 12],
    ['{\n "a": [],\n "b": {} }', '/b', 3, 7],
    ['7', '', 1, 1],
  ])('%s at %j', (text, pointer, line, column) => expect(new Places(text).of(pointer)).toEqual({ line, column }));

  it('is not led astray by deep nesting', () => {
    const text = `{"deep": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "after": 1}`;
    expect(new Places(text).of('/after')).toEqual({ line: 1, column: text.length - 1 });
  });
});
