import { describe, expect, it } from 'vitest';
import {
  commentLine,
  commentText,
  namespaceFile,
  propertyKey,
  stringLiteral,
  typeName,
  uniqueNames,
} from './identifiers.ts';

/** Names that somebody might put into a contract to get out of the place where a generator writes them. */
const HOSTILE = [
  '',
  ' ',
  '0',
  '1abc',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'class',
  'default',
  'await',
  '[k: string]',
  'a"; export const pwned = 1; //',
  "a'; process.exit(1); '",
  '`$' + '{process.env.HOME}`',
  'a */ export const pwned = 1; /*',
  'a\nexport const pwned = 1;',
  'a\r\nexport const pwned = 1;',
  'a\u2028export const pwned = 1;',
  'a\u2029b',
  'admin\u202e // }nimda',
  'zero\u200bwidth',
  'tag\u{e0041}\u{e007f}',
  'back\\slash',
  'trailing\\',
  '\u0000null',
  '\u001b[2Jclear',
  '\ud800',
  '\udc00lone',
  '\ue000private\ue000',
  'soft\u00adhyphen',
  'ha\u3164ngul',
  'Ａwide',
  'çédille',
  '型',
  '😀',
  'x'.repeat(5000),
];

/** Control characters, line separators, marks that turn the reading direction, halves of characters, private use. */
const TURNS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff]/u;

/** Characters without a shape of their own. */
const HIDES = /[\u00ad\u200b-\u200f\u3164\ufeff]/u;

describe('typeName', () => {
  it.each([
    ['approvalChain.get', 'ApprovalChainGet'],
    ['devices/v1', 'DevicesV1'],
    ['room_state.changed', 'RoomStateChanged'],
    ['v1a', 'V1A'],
    ['2fa', 'N2Fa'],
    ['Record', 'RecordType'],
    ['promise', 'PromiseType'],
  ])('%s gives %s', (text, name) => {
    expect(typeName(text)).toBe(name);
  });

  it.each(HOSTILE)('%j gives an ascii identifier in pascal case', (text) => {
    expect(typeName(text)).toMatch(/^[A-Z][A-Za-z0-9]*$/);
  });

  it('keeps texts apart that differ outside of ascii alone', () => {
    const names = ['型', '名', 'é', 'è', '', '😀', '\u200b'].map(typeName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('uniqueNames', () => {
  const requests = [
    { key: 'a', wanted: 'Foo' },
    { key: 'b', wanted: 'FOO' },
    { key: 'c', wanted: 'Bar' },
  ];

  it('leaves a name alone that nobody else wants', () => {
    expect(uniqueNames(requests).get('c')).toBe('Bar');
  });

  it('tells names apart that differ in case alone, whatever the order', () => {
    const names = uniqueNames(requests);
    expect(names.get('a')?.toLowerCase()).not.toBe(names.get('b')?.toLowerCase());
    expect(new Map(uniqueNames(requests.toReversed()))).toEqual(new Map(names));
  });

  it('does not let a name be written that meets a marked one', () => {
    const marked = uniqueNames(requests).get('a') ?? '';
    const attacked = uniqueNames([...requests, { key: 'd', wanted: marked }]);
    expect(new Set([...attacked.values()].map((name) => name.toLowerCase())).size).toBe(4);
    expect([...attacked.values()].every((name) => /^[A-Za-z][A-Za-z0-9]*$/.test(name))).toBe(true);
  });
});

describe('stringLiteral', () => {
  it.each(HOSTILE)('%j reads back as itself and hides nothing', (text) => {
    const literal = stringLiteral(text);
    expect(literal).not.toMatch(TURNS);
    expect(literal).not.toMatch(HIDES);
    expect(JSON.parse(literal)).toBe(text);
  });
});

describe('propertyKey', () => {
  it.each([
    ['plain', 'plain'],
    ['$ref', '$ref'],
    ['_a1', '_a1'],
    ['class', 'class'],
    ['kebab-case', '"kebab-case"'],
    ['1st', '"1st"'],
    ['', '""'],
    ['[k: string]', '"[k: string]"'],
    ['tür', '"tür"'],
  ])('%j gives %s', (text, key) => {
    expect(propertyKey(text)).toBe(key);
  });
});

describe('commentText', () => {
  it.each(HOSTILE)('%j stays within its comment', (text) => {
    const comment = commentText(text);
    expect(comment).not.toContain('*/');
    expect(comment.replaceAll('\n', '')).not.toMatch(TURNS);
  });

  it('keeps lines, emoji and the joiners of scripts', () => {
    expect(commentText(' one\r\ntwo\rthree ')).toBe('one\ntwo\nthree');
    expect(commentText('می‌خواهم 👩‍🚀')).toBe('می‌خواهم 👩‍🚀');
  });

  it('keeps several endings in a row from forming a new one', () => {
    expect(commentText('**/*/ */')).not.toContain('*/');
  });
});

describe('commentLine', () => {
  it.each(HOSTILE)('%j is one line', (text) => {
    expect(commentLine(text)).not.toMatch(/[\n\r\u2028\u2029]/);
  });
});

describe('namespaceFile', () => {
  it.each([
    ['hr/v1', 'hr.v1'],
    ['home.media/v12', 'home.media.v12'],
    ['con/v1', '_con.v1'],
    ['aux.x/v1', '_aux.x.v1'],
    ['com1/v2', '_com1.v2'],
    ['console/v1', 'console.v1'],
    ['hr.d/v1', 'hr._d.v1'],
    ['hr._d.d/v1', 'hr.__d._d.v1'],
    ['d.dd/v1', 'd.dd.v1'],
  ])('%s gives %s', (namespace, file) => {
    expect(namespaceFile(namespace)).toBe(file);
  });
});
