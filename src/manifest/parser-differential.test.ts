import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandExists } from '../../testing/tools.ts';
import { AssayError } from '../model/errors.ts';
import { readJavaProperties } from './java-properties.ts';
import { parseCryptaProperties } from './parse-crypta-properties.ts';
import { parserDifferentials } from './parser-differential.ts';

function kinds(text: string): [string, string, number | undefined][] {
  return parserDifferentials(parseCryptaProperties(text, 'm')).map(({ kind, key, location }) => [
    kind,
    key,
    location.line,
  ]);
}

describe('parserDifferentials', () => {
  it.each([
    'a=b\nc : d\n# e\n! f\n\n  g  =  h\r\n',
    'a=\\u0041\\\\\\:\\=\\#\\!',
    'a\\ b=c',
    'a\\tb=c',
    'app.permissions=queue.read,queue.write',
    'a=b=c:d e',
    'a=',
  ])('none in %j', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it.each<[string, [string, string, number][]]>([
    [
      'a=b\\\nc=d\ne=f',
      [
        ['continuation', 'a', 1],
        ['continuation', 'c', 2],
      ],
    ],
    ['a=b\\\\\nc=d', []],
    ['a=b\\', [['escape', 'a', 1]]],
    ['app.name Foo=bar', [['separator', 'app.name Foo', 1]]],
    ['a b:c', [['separator', 'a b', 1]]],
    ['a\\=b=c', [['separator', 'a\\', 1]]],
    ['a=\\q', [['escape', 'a', 1]]],
    ['a=\\t', [['escape', 'a', 1]]],
    ['a\\q=b', [['escape', 'a\\q', 1]]],
    ['a=b ', [['whitespace', 'a', 1]]],
    ['a=\u000bb', [['whitespace', 'a', 1]]],
    ['\u000b# only String.trim takes this for a comment', [['whitespace', '\u000b#', 1]]],
    ['\ufeffa=b\nc=d', [['byte-order-mark', 'a', 1]]],
    ['\ufeff# c\na=b', [['byte-order-mark', '\ufeff#', 1]]],
    ['\ufeff\na=b', [['byte-order-mark', '\ufeff', 1]]],
    ['a=b\napp.exec=bin\\upload.exe\nc=d ', [['escape', 'app.exec', 2]]],
  ])('%j', (text, found) => {
    expect(kinds(text)).toEqual(found);
  });

  it.each(['a=\\\n', 'a=b\\\\\\\n', 'a=\\\\\n', 'a b=\n', ' \t\f\n', 'a=\\u0041 \n'])(
    'takes its time in proportion to the size: %j',
    (unit) => {
      const started = performance.now();
      kinds(`${unit.repeat(Math.floor((120 * 1024) / unit.length))}y=${'\\'.repeat(4000)}z`);
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );
});

/** Prints, per file given, each entry in hex, or `refused`: java.util.Properties itself. */
const JAVA = `
import java.io.*; import java.nio.charset.*; import java.nio.file.*; import java.util.*;
public class Load {
  static String hex(String s) { return HexFormat.of().formatHex(s.getBytes(StandardCharsets.UTF_16BE)); }
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      StringBuilder line = new StringBuilder();
      Properties seen = new Properties() {
        @Override public synchronized Object put(Object key, Object value) {
          line.append(' ').append(hex((String) key)).append('=').append(hex((String) value));
          return null;
        }
      };
      try { seen.load(new StringReader(Files.readString(Path.of(name)))); }
      catch (IllegalArgumentException e) { line.append(" refused"); }
      System.out.println(line);
    }
  }
}`;

function hex(text: string): string {
  return Buffer.from(text, 'utf16le').swap16().toString('hex');
}

describe.skipIf(!commandExists('java', ['-version']))('readJavaProperties against java.util.Properties', () => {
  it('reads 400 texts as the class itself does', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      '=',
      ':',
      '\\',
      'u',
      '0041',
      ' ',
      '\t',
      '\f',
      '\n',
      '\r',
      '#',
      '!',
      't',
      '\ufeff',
    );
    const texts = fc.sample(fc.string({ unit, maxLength: 24 }), { numRuns: 400, seed: 7 });
    const dir = mkdtempSync(join(tmpdir(), 'assay-java-'));
    try {
      writeFileSync(join(dir, 'Load.java'), JAVA);
      const names = texts.map((text, index) => {
        writeFileSync(join(dir, `${index}.properties`), text);
        return `${index}.properties`;
      });
      const run = spawnSync('java', ['Load.java', ...names], { cwd: dir, encoding: 'utf8' });
      expect(run.stderr).toBe('');
      const ours = texts.map((text) => {
        const { entries, refusedLine } = readJavaProperties(text);
        const shown = entries.map(({ key, value }) => ` ${hex(key)}=${hex(value)}`).join('');
        return refusedLine === undefined ? shown : `${shown} refused`;
      });
      expect(ours).toEqual(run.stdout.split('\n').slice(0, -1));
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('no silent difference', () => {
  it('two readings without a finding are the same reading', () => {
    const unit = fc.constantFrom('a', 'b', '=', ':', '\\', 'u', '0041', ' ', '\t', '\n', '#', '!', '\ufeff', '\u000b');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        let properties: ReturnType<typeof parseCryptaProperties>;
        try {
          properties = parseCryptaProperties(text, 'm');
        } catch (error) {
          expect(error).toBeInstanceOf(AssayError);
          return;
        }
        if (parserDifferentials(properties).length > 0) return;
        const java = readJavaProperties(text);
        expect(java.entries.map(({ key, value }) => [key, value])).toEqual(
          properties.entries.map(({ key, value }) => [key, value]),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
