import type { Category } from './diff-rule.ts';

/** Which changes a comparison is asked for. */
export const PROFILES = ['wire', 'sdk', 'auth', 'all'] as const;
export type Profile = (typeof PROFILES)[number];

/** What breaks on the wire breaks whoever compiles against it too; a contract that can't be trusted breaks every profile. */
const CATEGORIES: Readonly<Record<Exclude<Profile, 'all'>, readonly Category[]>> = {
  wire: ['wire', 'model'],
  sdk: ['wire', 'sdk', 'model'],
  auth: ['authorization', 'model'],
};

/** The categories of a profile; undefined for all of them. */
export function categoriesOf(profile: Profile): ReadonlySet<Category> | undefined {
  return profile === 'all' ? undefined : new Set(CATEGORIES[profile]);
}
