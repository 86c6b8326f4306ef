import { EXIT, usageError } from '../../model/errors.ts';
import { nearest } from '../../model/nearest.ts';
import { quote } from '../../model/quote.ts';
import type { Handler } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { type Place, places } from '../completion/model.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { SHELLS } from './completion.ts';

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (all: readonly Place[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export const run: Handler = async (args, context) => {
  const [asked = ''] = args.positionals;
  const shell = SHELLS.find((name) => name === asked);
  if (shell === undefined) {
    const guess = nearest(asked, SHELLS);
    throw usageError(
      'shell-unknown',
      `there is no completion for the shell ${quote(asked)}`,
      guess === undefined ? `one of: ${SHELLS.join(', ')}` : `did you mean ${guess}?`,
    );
  }
  const script = SCRIPTS[shell](places(context.commands));
  return { exit: EXIT.ok, json: { shell, script }, text: () => script };
};
