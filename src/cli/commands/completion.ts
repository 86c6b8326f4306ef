import type { Command } from '../command.ts';
import { SHELLS } from '../completion/shells.ts';

export const completion: Command = {
  path: ['completion'],
  summary: 'print a completion script for a shell',
  options: {},
  positionals: [{ name: 'shell', describe: 'the shell', required: true, choices: SHELLS }],
  examples: [
    { command: 'source <(assay completion bash)', what: 'for this bash' },
    { command: 'assay completion zsh > ~/.zfunc/_assay', what: 'for every zsh that has ~/.zfunc in its fpath' },
    { command: 'assay completion fish > ~/.config/fish/completions/assay.fish', what: 'for every fish' },
  ],
  resultIsPublic: true,
  load: () => import('./completion.run.ts'),
};
