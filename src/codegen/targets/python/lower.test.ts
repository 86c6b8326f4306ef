import { describe, expect, it } from 'vitest';
import type { ObjectNode, PropertyNode, TargetTypes, TypeNode } from '../../ir/model.ts';
import { lowerTypes } from './lower.ts';
import { TYPED_DICT } from './typed-dict.ts';
import { typesText } from './types-text.ts';

const text: TypeNode = { kind: 'string' };
const never: TypeNode = { kind: 'never' };

function word(value: string): TypeNode {
  return { kind: 'literal', value };
}

function property(name: string, type: TypeNode, required = true): PropertyNode {
  return { name, type, required, documentation: {} };
}

function object(properties: readonly PropertyNode[], additional: TypeNode = never): ObjectNode {
  return { kind: 'object', properties, additional };
}

function python(node: TypeNode, role: 'input' | 'output' = 'input', more: Record<string, TypeNode> = {}) {
  const types: TargetTypes = {
    target: 't/v1#t',
    roots: new Map([[role, 'T']]),
    types: Object.entries({ T: node, ...more }).map(([name, own]) => ({
      name,
      role,
      pointer: name === 'T' ? '' : `/$defs/${name}`,
      node: own,
      documentation: {},
    })),
    losses: [],
  };
  const { declarations, losses } = lowerTypes(types);
  return {
    lines: typesText(declarations, TYPED_DICT, new Set())
      .split('\n')
      .filter((line) => line !== ''),
    losses: losses.map(({ pointer, keyword }) => `${pointer} ${keyword}`),
  };
}

describe('types in the words of Python', () => {
  it.each<[string, TypeNode, string, string[]]>([
    ['anything', { kind: 'unknown' }, 'Any', []],
    ['nothing', never, 'Never', []],
    ['a number', { kind: 'number' }, 'float', []],
    ['a whole number', { kind: 'integer' }, 'int', []],
    ['a constant', word('a"b'), 'Literal["a\\"b"]', []],
    ['a list', { kind: 'array', items: { kind: 'boolean' } }, 'list[bool]', []],
    ['a map', object([], text), 'dict[str, str]', []],
    [
      'a union',
      { kind: 'union', members: [{ kind: 'null' }, { kind: 'integer' }, word('a'), { kind: 'literal', value: true }] },
      'Literal["a", True] | int | None',
      [],
    ],
    [
      'a tuple',
      { kind: 'tuple', items: [text, { kind: 'integer' }], required: 1, rest: never },
      'list[str | int]',
      [' prefixItems'],
    ],
    ['an empty tuple', { kind: 'tuple', items: [], required: 0, rest: never }, 'list[Never]', [' prefixItems']],
    ['a constant that is no whole number', { kind: 'literal', value: 1.5 }, 'float', [' const']],
    ['a constant beyond what is exact', { kind: 'literal', value: 1e300 }, 'float', [' const']],
    ['a constant list', { kind: 'literal', value: [1, 'a'] }, 'list[Literal[1, "a"]]', [' const']],
    ['an object with a key that is empty', object([property('', text)]), 'dict[str, Any]', [' properties']],
  ])('say %s', (_, node, expected, losses) => {
    expect(python(node)).toEqual({ lines: [`T: TypeAlias = ${expected}`], losses });
  });

  it('give every object with keys a name of its own, and write those first that others need', () => {
    const node = object([
      property('list', { kind: 'array', items: object([property('a', text, false)]) }),
      property(
        'shape',
        { kind: 'union', members: [object([property('kind', word('dot'))]), object([property('r', text)])] },
        false,
      ),
    ]);
    expect(python(node).lines).toEqual([
      'class T_ListItem(TypedDict):',
      '    a: NotRequired[str]',
      'T = TypedDict("T", {',
      '    "list": list[T_ListItem],',
      '    "shape": NotRequired[Union["T_ShapeDot", "T_ShapeOption2"]],',
      '})',
      'class T_ShapeDot(TypedDict):',
      '    kind: Literal["dot"]',
      'class T_ShapeOption2(TypedDict):',
      '    r: str',
    ]);
  });

  it('write keys that Python reads otherwise as strings', () => {
    for (const key of ['class', 'a-b', '__private', 'é', '1', 'str', 'NotRequired', 'T'])
      expect(python(object([property(key, text)])).lines[0]).toBe('T = TypedDict("T", {');
    for (const key of ['match', 'type', 'self', '_a', 'A1'])
      expect(python(object([property(key, text)])).lines).toEqual(['class T(TypedDict):', `    ${key}: str`]);
  });

  it('leave words open where a provider sends them, but no tag, and nothing that an app sends', () => {
    const words: TypeNode = { kind: 'union', members: [word('a'), word('b')] };
    expect(python(words, 'input').lines).toEqual(['T: TypeAlias = Literal["a", "b"]']);
    expect(python(words, 'output').lines).toEqual(['T: TypeAlias = Literal["a", "b"] | str']);
    const tagged: TypeNode = {
      kind: 'union',
      members: [object([property('kind', words), property('x', words)]), object([property('kind', word('c'))])],
    };
    expect(python(tagged, 'output').lines).toContain('    kind: Literal["a", "b"]');
    expect(python(tagged, 'output').lines).toContain('    x: Literal["a", "b"] | str');
  });

  it('work out intersections of objects, recursive ones too, and say where they can not', () => {
    const self: TypeNode = {
      kind: 'intersection',
      members: [
        { kind: 'reference', name: 'A' },
        { kind: 'reference', name: 'B' },
      ],
    };
    const { lines, losses } = python(object([property('both', self)]), 'input', {
      A: object([property('a', text), property('next', self, false)], { kind: 'unknown' }),
      B: object([property('b', text)], { kind: 'unknown' }),
    });
    expect(lines).toContain('    both: T_Both');
    expect(lines.join('\n')).toMatch(
      /class T_Both\(TypedDict\):\n {4}a: str\n {4}b: str\n {4}next: NotRequired\["T_Both"\]/,
    );
    expect(losses).toEqual([]);
  });

  it('come to an end where an intersection leads to itself through a union', () => {
    const reference = (name: string): TypeNode => ({ kind: 'reference', name });
    const both: TypeNode = { kind: 'intersection', members: [reference('A'), reference('B')] };
    const choice = (own: TypeNode, leaf: string): TypeNode => ({
      kind: 'union',
      members: [{ kind: 'boolean' }, object([property('not', own, false), property(leaf, text, false)])],
    });
    const { lines, losses } = python(object([property('both', both)]), 'input', {
      A: choice(both, 'a'),
      B: choice(both, 'b'),
    });
    expect(lines.filter((line) => line.startsWith('class ')).length).toBeLessThan(20);
    expect(losses).toContain(' allOf');
  });

  it('say that other keys have a type, and deep places get short names', () => {
    expect(python(object([property('a', text)], { kind: 'integer' })).losses).toEqual([' additionalProperties']);
    let deep: TypeNode = text;
    for (let level = 0; level < 200; level += 1) deep = object([property('child', deep)]);
    const { lines } = python(deep);
    expect(lines.filter((line) => line.startsWith('class '))).toHaveLength(200);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
  });

  it('write unions of thousands so that checkers can read them', () => {
    const members = Array.from({ length: 300 }, (_, index): TypeNode => ({ kind: 'array', items: word(`w${index}`) }));
    expect(python({ kind: 'union', members }).lines[0]).toMatch(/^T: TypeAlias = Union\[list/);
  });
});
