import { EXIT } from '../../model/errors.ts';
import type { Handler } from '../command.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { type Place, places } from '../completion/model.ts';
import { SHELLS } from '../completion/shells.ts';
import { zshCompletion } from '../completion/zsh.ts';

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], (all: readonly Place[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

export const run: Handler = async (args, context) => {
  const shell = SHELLS.find((name) => name === args.positionals[0]) ?? 'bash';
  const script = SCRIPTS[shell](places(context.commands));
  return { exit: EXIT.ok, json: { shell, script }, text: () => script };
};
