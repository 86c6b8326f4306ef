import { byCodeUnit } from '../model/order.ts';
import { ALL_PROFILES, NEWEST_PROFILES, type Profile } from './profiles.ts';

/** What one profile makes of a key. */
export type Stance = 'required' | 'accepted' | 'narrowed' | 'refused' | 'ignored';

/** A key about which profiles disagree. */
export interface Disagreement {
  /** `provides.services[].methods` */
  readonly key: string;
  /** `/provides/services/*` + `/methods` */
  readonly place: string;
  /** In the order of the profiles. */
  readonly stances: readonly { readonly profile: string; readonly stance: Stance }[];
}

/** A key that one current profile requires and another refuses: no manifest passes both. */
export interface ProfileConflict {
  readonly key: string;
  /** Where the key stands, or would. */
  readonly pointer: string;
  readonly requiredBy: readonly string[];
  readonly refusedBy: readonly string[];
}

/** Every key that these profiles treat differently, by key. */
export function disagreements(profiles: readonly Profile[] = ALL_PROFILES): Disagreement[] {
  return places(profiles)
    .map((place) => ({
      key: keyOf(place),
      place,
      stances: profiles.map((profile) => ({ profile: profile.name, stance: stanceOf(profile, place) })),
    }))
    .filter(({ stances }) => stances.some(({ stance }) => stance !== stances[0]?.stance));
}

/** Keys whose presence and whose absence are both refused by a profile of these. */
export function profileConflicts(profiles: readonly Profile[] = NEWEST_PROFILES): ProfileConflict[] {
  return places(profiles)
    .map((place) => {
      const named = (stance: Stance): string[] =>
        profiles.filter((profile) => stanceOf(profile, place) === stance).map(({ name }) => name);
      return { key: keyOf(place), pointer: place, requiredBy: named('required'), refusedBy: named('refused') };
    })
    .filter(({ requiredBy, refusedBy }) => requiredBy.length > 0 && refusedBy.length > 0);
}

function places(profiles: readonly Profile[]): string[] {
  const all = profiles.flatMap(({ unknown, required, choices, textsOnly }) => [
    ...unknown,
    ...required,
    ...Object.keys(choices),
    ...textsOnly,
  ]);
  return [...new Set(all)].sort(byCodeUnit);
}

function stanceOf({ unknown, unknownKeys, required, choices, textsOnly }: Profile, place: string): Stance {
  if (unknown.some((outer) => place === outer || place.startsWith(`${outer}/`))) return unknownKeys;
  if (textsOnly.some((outer) => place.startsWith(`${outer}/`))) return 'refused';
  if (required.includes(place)) return 'required';
  return Object.hasOwn(choices, place) || textsOnly.includes(place) ? 'narrowed' : 'accepted';
}

/** `/provides/events/*` + `/name` as people write it: `provides.events[].name`. */
function keyOf(place: string): string {
  return place.slice(1).replaceAll('/*', '[]').replaceAll('/', '.');
}
