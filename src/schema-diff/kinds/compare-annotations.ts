import { canonicalJson } from '../../model/json/canonical.ts';
import type { JsonValue } from '../../model/json/value.ts';
import type { KindId } from './catalogue.ts';
import type { View } from './view.ts';
import type { WalkContext } from './walk-context.ts';

/** Compares what does not decide validity: defaults, deprecation, access, content, discriminators, documentation. */
export function compareAnnotations(a: View, b: View, walk: WalkContext): void {
  const names = new Set([...a.annotations.keys(), ...b.annotations.keys()]);
  for (const name of names) {
    const before = a.annotations.get(name);
    const after = b.annotations.get(name);
    if (isEqual(before?.value, after?.value)) continue;
    const kind = kindOf(name, before?.value, after?.value);
    if (kind === undefined) continue;
    walk.add(kind, {
      baselinePointer: before?.pointer ?? a.pointer,
      currentPointer: after?.pointer ?? b.pointer,
      before: before?.value,
      after: after?.value,
    });
  }
}

function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}

function kindOf(name: string, before: JsonValue | undefined, after: JsonValue | undefined): KindId | undefined {
  switch (name) {
    case 'default':
      return before === undefined ? 'default-added' : after === undefined ? 'default-removed' : 'default-changed';
    case 'deprecated':
      return after === true ? 'property-deprecated' : before === true ? 'property-undeprecated' : undefined;
    case 'readOnly':
      return after === true ? 'readonly-set' : undefined;
    case 'writeOnly':
      return after === true ? 'writeonly-set' : undefined;
    case 'discriminator':
      return 'discriminator-changed';
    case 'contentEncoding':
    case 'contentMediaType':
    case 'contentSchema':
      return 'content-changed';
    default:
      return 'annotation-changed';
  }
}
