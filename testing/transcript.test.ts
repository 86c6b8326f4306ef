import { describe, expect, it } from 'vitest';
import { parseTranscript, type Step, wordsOf, writeTranscript } from './transcript.ts';

const STEPS: readonly Step[] = [
  { kind: 'note', line: '# a note' },
  { kind: 'note', line: '' },
  { kind: 'file', path: 'a/b', content: 'x\n\n  y\n' },
  { kind: 'file', path: 'empty', content: '' },
  { kind: 'file', path: 'open', content: 'no line feed' },
  { kind: 'copy', from: 'fixtures/x', to: 'x' },
  { kind: 'copy', from: 'fixtures/x', to: 'y' },
  { kind: 'link', path: 'l', target: '../x' },
  { kind: 'env', name: 'A', value: 'b=c d' },
  { kind: 'env', name: 'A', value: '' },
  { kind: 'folder', path: 'sub' },
  { kind: 'remove', path: 'a' },
  { kind: 'command', line: 'assay x', seen: { stdout: '', stderr: '', exit: 0 } },
  { kind: 'command', line: 'assay x', seen: { stdout: '> a\n\n! b\n= 3\n', stderr: '$ c\n', exit: 70 } },
  { kind: 'command', line: 'assay x', seen: { stdout: 'open', stderr: 'open too', exit: 1 } },
  { kind: 'command', line: 'assay x', seen: { stdout: '\n', stderr: '', exit: 2 } },
];

describe('a transcript', () => {
  it('is read as it was written', () => {
    expect(parseTranscript(writeTranscript(STEPS))).toEqual(STEPS);
  });

  it.each(['nonsense', '@file', '@bogus x', '> stdout without command'])('has no line %j', (line) => {
    expect(() => parseTranscript(`# first\n${line}\n`)).toThrow('line 2');
  });
});

describe('wordsOf', () => {
  it.each<[string, string[]]>([
    ['a  b', ['a', 'b']],
    [`a 'b c' "d 'e'"`, ['a', 'b c', "d 'e'"]],
    [`--x='a b'c ''`, ['--x=a bc', '']],
    ['', []],
  ])('%j', (line, words) => {
    expect(wordsOf(line)).toEqual(words);
  });
});
