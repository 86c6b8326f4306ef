import { suggestTarget, targetFault } from '../../../broker/target.ts';
import { pointerGet } from '../../../model/json/pointer.ts';
import { quote } from '../../../model/quote.ts';
import { defineRule } from '../../../model/rule.ts';
import { ownFaults, paletteTexts } from '../../manifest-faults.ts';
import type { ManifestInput } from '../../manifest-input.ts';

export default defineRule<ManifestInput>({
  id: 'manifest/consumed-target',
  summary: 'everything consumed is named by a target',
  help: 'Write <namespace>/v<major>#<name>, as the catalog of the platform lists it. A bare topic says neither who provides it nor which major version the app was made for.',
  severity: { default: 'error', strict: 'error' },
  breaks: ['app'],
  example: {
    fails: '"events": ["task.created"]',
    passes: '"events": ["core/v1#task.created"]',
  },
  check: (input) => {
    const suggest = suggestions(knownTargets(input));
    return ownFaults(input, 'manifest/consumed-target', ({ location, found, expected }) => {
      const written = pointerGet(input.palette?.json ?? {}, location.pointer ?? '');
      if (typeof written !== 'string') return `${found}, expected ${expected}`;
      const near = suggest(written);
      const meant = near === undefined ? `expected ${expected}` : `did you mean ${quote(near)}?`;
      return `${targetFault(written) ?? found}, ${meant}`;
    });
  },
});

/** Spelling is compared for so many targets only: a hostile manifest must not buy hours with thousands of them. */
const MOST_SUGGESTIONS = 20;

function suggestions(known: readonly string[]): (target: string) => string | undefined {
  let left = MOST_SUGGESTIONS;
  return (target) => {
    left -= 1;
    return left < 0 ? undefined : suggestTarget(target, known);
  };
}

/** Targets that the manifest writes, right and wrong: suggestTarget takes the right ones. */
function knownTargets(input: ManifestInput): string[] {
  const consumed = ['services', 'events'].flatMap((list) =>
    ['', '/target'].flatMap((end) => paletteTexts(input, `/consumes/${list}/*${end}`)),
  );
  return consumed.map(({ value }) => value);
}
