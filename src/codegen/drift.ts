import { digestBytes } from '../model/digest.ts';
import { byCodeUnit } from '../model/order.ts';
import { splitSections } from './sections.ts';

/** One file in which a client's folder differs from what the contract gives. */
export interface ClientDrift {
  /** Name within the client's folder. */
  readonly file: string;
  readonly state: 'missing' | 'stale' | 'extra';
  /** What differs, in words. */
  readonly summary: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Name of the file, within a client's folder, that keeps the names of its types. */
export const LOCK_FILE = 'codegen.lock.json';

/** What lies in a client's folder: text by file name; undefined for what is no readable text file. */
export type ClientFolder = ReadonlyMap<string, string | undefined>;

/** Compares what a contract gives with what lies in the client's folder, file by file in code-unit order. */
export function clientDrift(expected: ReadonlyMap<string, string>, folder: ClientFolder): ClientDrift[] {
  const files = [...new Set([...expected.keys(), ...folder.keys()])].sort(byCodeUnit);
  return files.flatMap((file) => {
    const wanted = expected.get(file);
    const found = folder.get(file);
    if (folder.has(file) && wanted !== undefined && wanted === found) return [];
    return [
      {
        file,
        ...describe(wanted, folder.has(file), found),
        expected: wanted === undefined ? null : digestBytes(wanted),
        actual: found === undefined ? null : digestBytes(found),
      },
    ];
  });
}

function describe(
  wanted: string | undefined,
  there: boolean,
  found: string | undefined,
): Pick<ClientDrift, 'state' | 'summary'> {
  if (wanted === undefined)
    return {
      state: 'extra',
      summary: isGenerated(found) ? 'the contract has no such namespace any more' : 'assay did not write it',
    };
  if (!there) return { state: 'missing', summary: targetWords(changes(wanted, '')) || 'it was never generated' };
  if (found === undefined) return { state: 'stale', summary: 'it is no readable text file' };
  return { state: 'stale', summary: staleSummary(wanted, found) };
}

function staleSummary(wanted: string, found: string): string {
  if (!isGenerated(found)) return 'assay did not write it';
  if (isLock(wanted) && isLock(found)) return 'the types or their names differ';
  if (found.replaceAll('\r\n', '\n') === wanted) return 'its lines end with CRLF, expected LF';
  const words = targetWords(changes(wanted, found));
  if (words !== '') return words;
  const [was, is] = [headLines(found), headLines(wanted)];
  if (was.generator !== is.generator) return 'another version of the generator wrote it';
  if (was.contract !== is.contract) return 'no target differs, it was generated from another contract';
  return 'it was edited by hand';
}

interface TargetChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** Which targets are new to the file, gone from the contract, and other than the file has them. */
function changes(wanted: string, found: string): TargetChanges {
  const [now, before] = [targetsOf(wanted), targetsOf(found)];
  return {
    added: [...now.keys()].filter((target) => !before.has(target)),
    removed: [...before.keys()].filter((target) => !now.has(target)),
    changed: [...now]
      .filter(([target, text]) => before.has(target) && before.get(target) !== text)
      .map(([name]) => name),
  };
}

function targetWords({ added, removed, changed }: TargetChanges): string {
  return [words('new', added), words('gone', removed), words('changed', changed)]
    .filter((part) => part !== '')
    .join('; ');
}

const SHOWN = 5;

function words(verb: string, targets: readonly string[]): string {
  if (targets.length === 0) return '';
  const more = targets.length > SHOWN ? ` and ${targets.length - SHOWN} more` : '';
  return `${verb} ${targets.slice(0, SHOWN).join(', ')}${more}`;
}

/** Sections of a namespace's file; index.ts has none, so there the header's list of targets stands in. */
function targetsOf(text: string): ReadonlyMap<string, string> {
  const { head, targets } = splitSections(text);
  if (targets.size > 0) return targets;
  return new Map([...head.matchAll(/^(?:\/\/|#) {3}(\S+#\S+)$/gm)].map(([, target = '']) => [target, '']));
}

function headLines(text: string): { readonly generator: string; readonly contract: string } {
  const [first = ''] = text.split('\n');
  return {
    generator: first.slice(first.lastIndexOf(' by ')),
    contract: /^(?:\/\/|#) contract: .*$/m.exec(text)?.[0] ?? '',
  };
}

/** True for a file that begins as every generated one does: only such a file is ever removed. */
export function isGenerated(text: string | undefined): boolean {
  return text !== undefined && (isLock(text) || /^(?:\/\/|#) Generated from .* by assay /.test(text));
}

function isLock(text: string): boolean {
  return text.startsWith('{\n  "kind": "assay.codegen-lock",');
}
