import { describe, expect, it } from 'vitest';
import { docstring, isPlainKey, pyComment, pyString, snakeName, snakeNames } from './identifiers.ts';

describe('names', () => {
  it.each([
    ['approvalChain', 'approval_chain'],
    ['search_pages', 'search_pages'],
    ['HTTPServer', 'http_server'],
    ['getURL2x', 'get_url2x'],
    ['a__b--c', 'a_b_c'],
    ['_x_', 'x'],
    ['1st', 'n1st'],
    ['class', 'class_'],
    ['Import', 'import_'],
    ['emit', 'emit_'],
    ['match', 'match'],
    ['mcp.notion/v1', 'mcp_notion_v1'],
    ['__init__', 'init'],
  ])('%s is %s', (text, name) => expect(snakeName(text)).toBe(name));

  it('of other scripts are digests: Python would normalise them', () => {
    for (const text of ['é', 'ｃｌａｓｓ', 'ﬁ', '名前', '', '_', '\ud800'])
      expect(snakeName(text)).toMatch(/^[a-z]*x[0-9a-f]{8}$/);
    expect(snakeName('é')).not.toBe(snakeName('e'));
  });

  it('that meet are told apart, and one that is its own stays', () => {
    const names = snakeNames(['getItem', 'get_item', 'get.Item', 'a.b', 'a_b']);
    expect(new Set(names.values()).size).toBe(5);
    expect(names.get('get_item')).toBe('get_item');
    expect(names.get('getItem')).toMatch(/^get_item_x[0-9a-f]{8}$/);
    expect([...names]).toEqual([...snakeNames(['getItem', 'get_item', 'get.Item', 'a.b', 'a_b'])]);
    expect(new Set(snakeNames(['hr-x/v1', 'hr.x/v1', 'hr_x/v1']).values()).size).toBe(3);
  });

  it('of keys stand in a class body where Python reads them as they are', () => {
    expect(['a', 'A_1', '_a', 'match'].every(isPlainKey)).toBe(true);
    expect(['', '1', 'a-b', '__a', '__a__', 'class', 'é', 'a\n'].some(isPlainKey)).toBe(false);
  });
});

describe('text', () => {
  it.each([
    ['plain', '"plain"'],
    ['"\\', '"\\"\\\\"'],
    ['a\nb\0', '"a\\u000ab\\u0000"'],
    ['\u202eé', '"\\u202eé"'],
    ['\ud800', '"\\ud800"'],
    ['\u{e0001}', '"\\U000e0001"'],
    ['😀{x}%', '"😀{x}%"'],
  ])('in literals: %j', (text, literal) => expect(pyString(text)).toBe(literal));

  it.each<[string, string[]]>([
    ['', []],
    [' \n ', []],
    ['one', ['"""one"""']],
    ['one\n\ntwo', ['"""one', '', 'two', '"""']],
    ['a"', ['"""a\\""""']],
    ['"""', ['"""\\"\\"\\""""']],
    ['""" x ""', ['"""\\"\\"\\" x \\"\\""""']],
    ['say "a" once', ['"""say "a" once"""']],
    ['\\', ['"""\\\\"""']],
    ['\\"', ['"""\\\\\\""""']],
    ['a\rb\u2028c', ['"""a', 'b\\\\u2028c', '"""']],
    ['x\n# ---- a/v1#b', ['"""x', '\\x23 ---- a/v1#b', '"""']],
  ])('in docstrings: %j', (text, lines) => expect(docstring(text)).toEqual(lines));

  it('in comments is one line', () => {
    expect(pyComment('a\nb\r\n\tc\u0085d\u2029e')).toBe('a b c\\u0085d\\u2029e');
  });
});
