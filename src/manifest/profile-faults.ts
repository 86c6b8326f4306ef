import { faultAt } from './palette-faults.ts';
import type { PaletteFault, PaletteManifest } from './palette-model.ts';
import { textsAt, valuesAt } from './palette-places.ts';
import { choiceWords, kindWords } from './palette-words.ts';
import type { Profile } from './profiles.ts';

/** What a manifest's faults are for one profile: the shared ones, sharpened, and the profile's own. */
export function profileFaults(manifest: PaletteManifest, profile: Profile | undefined): PaletteFault[] {
  if (profile === undefined) return [...manifest.faults];
  const refusing = profile.unknownKeys === 'refused' ? { refusedBy: profile.name } : {};
  return [
    ...manifest.faults.map((fault) => (fault.kind === 'unknown' ? { ...fault, ...refusing } : fault)),
    ...profile.unknown.flatMap((place) =>
      valuesAt(manifest.json, place).map(({ pointer }) => ({
        ...faultAt(manifest, manifest.json, pointer, 'unknown'),
        ...refusing,
      })),
    ),
    ...missing(manifest, profile),
    ...otherValues(manifest, profile),
  ];
}

function missing(manifest: PaletteManifest, { required, name }: Profile): PaletteFault[] {
  return required
    .filter((place) => valuesAt(manifest.json, place).length === 0)
    .map((place) => ({
      ...faultAt(manifest, manifest.json, place, 'missing'),
      found: 'is missing',
      expected:
        place === '/data_scope' ? `personal or organization, which ${name} requires` : `a text, which ${name} requires`,
    }));
}

function otherValues(manifest: PaletteManifest, { choices, textsOnly, name }: Profile): PaletteFault[] {
  const at = (pointer: string): PaletteFault => faultAt(manifest, manifest.json, pointer, 'wrong');
  return [
    ...Object.entries(choices).flatMap(([place, allowed]) =>
      textsAt(manifest.json, place)
        .filter(({ value }) => !allowed.includes(value))
        .map(({ pointer }) => ({
          ...at(pointer),
          found: `is no choice of ${name}`,
          expected: choiceWords(allowed),
        })),
    ),
    ...textsOnly.flatMap((place) =>
      valuesAt(manifest.json, place)
        .filter(({ value }) => typeof value === 'object' && value !== null)
        .map(({ pointer, value }) => ({
          ...at(pointer),
          found: `is ${kindWords(value)}`,
          expected: `a text, as ${name} knows nothing else`,
        })),
    ),
  ];
}
