import type { EvidenceFinding, FidelityLoss, TargetFidelity } from '../formats/generated/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { byCodeUnit } from '../model/order.ts';
import { printableLine } from '../model/printable-line.ts';

const LONGEST = 4000;
/** What the evidence format takes for a path, and for a pointer. */
const PATH = /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))(?!.*\\)(?!.*\/\/)[^\u0000-\u001f\u007f]{1,512}$/;
const POINTER = /^(?:\/(?:[^~/\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]|~0|~1)*)*$/;

/** Text that evidence may carry: one line, printable, cut to what the format takes. */
export function cleanText(text: string): string {
  const line = printableLine(text);
  return line.length > LONGEST ? `${cut(line, LONGEST - 1)}…` : line;
}

/** Cuts without leaving half of a surrogate pair. */
function cut(text: string, length: number): string {
  const short = text.slice(0, length);
  return short.isWellFormed() ? short : short.slice(0, -1);
}

/** A finding that the evidence format takes, whatever hostile name it quotes. */
export function cleanFinding({
  ruleId,
  legacyCode,
  severity,
  message,
  help,
  location,
  fingerprint,
  waivable,
}: Finding): EvidenceFinding {
  const { path, line, column, pointer } = location;
  return {
    ruleId,
    ...(legacyCode === undefined ? {} : { legacyCode }),
    severity,
    message: cleanText(message),
    help: cleanText(help),
    location: {
      path: cleanPath(path),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(pointer !== undefined && pointer.length <= LONGEST && POINTER.test(pointer) ? { pointer } : {}),
    },
    fingerprint,
    ...(waivable === undefined ? {} : { waivable }),
  };
}

function cleanPath(path: string): string {
  if (PATH.test(path)) return path;
  const name = printableLine(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
  return PATH.test(name) ? name : 'unnamed';
}

/** Facts for reports that the evidence format takes, by name. */
export function cleanAnnotations(
  annotations: Readonly<Record<string, string | number | boolean>>,
): Record<string, string | number | boolean> {
  const clean = Object.entries(annotations).map(
    ([name, value]) => [name, typeof value === 'string' ? cleanText(value) : value] as const,
  );
  return Object.fromEntries(clean.sort(([a], [b]) => byCodeUnit(a, b)));
}

/** What no type says, in texts that the evidence format takes: pointers and keywords are made of names that others chose. */
export function cleanFidelity(fidelity: readonly TargetFidelity[]): TargetFidelity[] {
  return fidelity.map(({ target, losses }) => ({ target: cleanText(target), losses: losses.map(cleanLoss) }));
}

/** Member by member, so that they have one order wherever the loss comes from. */
function cleanLoss({ role, pointer, keyword, reason, language }: FidelityLoss): FidelityLoss {
  const texts = { pointer: cleanText(pointer), keyword: cleanText(keyword), reason: cleanText(reason) };
  return { role, ...texts, ...(language ? { language } : {}) };
}
