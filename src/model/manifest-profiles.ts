/** Sets of rules that a manifest can be validated by; manifest/profiles.ts says what each demands. */
export const PROFILE_NAMES = ['cli@0.3.44', 'cli@0.3.50', 'cli@0.3.63', 'server@2026-08', 'sdk@0.1.30'] as const;

export type ProfileName = (typeof PROFILE_NAMES)[number];

/** A profile by name, or the newest of its tool. */
export const PROFILE_WORDS = ['cli', 'server', 'sdk', ...PROFILE_NAMES] as const;

/** What `--profile` takes: the rules that all profiles share, one profile, or all of them compared. */
export const PROFILE_CHOICES = ['common', ...PROFILE_WORDS, 'all'] as const;
