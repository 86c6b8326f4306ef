import { join, relative } from 'node:path';
import type { Args, Context } from './command.ts';

/** The folder that the first positional names, else the working directory. */
export function appFolder(args: Args, context: Context): { readonly folder: string; readonly shown: string } {
  const { file, shown } = context.resolve(args.positionals[0] ?? '.');
  return { folder: file, shown };
}

/** The configuration's client folders that lie in an app's folder, as POSIX paths below it. */
export async function clientFolders(context: Context, folder: string): Promise<string[]> {
  const loaded = await context.config();
  const outputs = loaded?.config.clients?.map(({ output }) => output) ?? [];
  return outputs
    .map((output) => relative(folder, join(loaded?.root ?? folder, output)).replaceAll('\\', '/'))
    .filter((path) => path !== '' && !path.startsWith('..'));
}
