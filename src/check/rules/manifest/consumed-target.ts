import { suggestTarget } from '../../../broker/target.ts';
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
    const known = knownTargets(input);
    const text = (pointer: string | undefined) => pointerGet(input.palette?.json ?? {}, pointer ?? '');
    return ownFaults(input, 'manifest/consumed-target', ({ location, expected }) => {
      const written = text(location.pointer);
      const near = typeof written === 'string' ? suggestTarget(written, known) : undefined;
      return near === undefined ? expected : `${expected}; did you mean ${quote(near)}?`;
    });
  },
});

/** Targets that the manifest writes, right and wrong: suggestTarget takes the right ones. */
function knownTargets(input: ManifestInput): string[] {
  const consumed = ['services', 'events'].flatMap((list) =>
    ['', '/target'].flatMap((end) => paletteTexts(input, `/consumes/${list}/*${end}`)),
  );
  return consumed.map(({ value }) => value);
}
