const MARK = '// ---- ';

/** The line that begins a target's section of a generated file; Python's begins with `#`. */
export function sectionMark(target: string): string {
  return `${MARK}${target}`;
}

/** A generated file, taken apart: what stands before the first section, and each target's section. */
export interface Sections {
  readonly head: string;
  readonly targets: ReadonlyMap<string, string>;
}

/** Takes a generated file (or what somebody made of one) apart at its section lines. */
export function splitSections(text: string): Sections {
  const [head = '', ...rest] = text.split(/\n(?:\/\/|#) ---- /);
  const targets = new Map<string, string>();
  for (const section of rest) {
    const end = section.indexOf('\n');
    targets.set(end === -1 ? section : section.slice(0, end), section);
  }
  return { head, targets };
}
