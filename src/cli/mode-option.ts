export const MODES = ['pr', 'nightly', 'release-candidate', 'production'] as const;

/** `--mode`, for every command that certifies. */
export const MODE_OPTION = {
  mode: {
    type: 'string',
    value: 'mode',
    choices: MODES,
    describe: 'what the policy asks for (else the configured mode, else release-candidate)',
  },
} as const;
