import { join } from 'node:path';
import type { Args, Context, OptionSpec } from './command.ts';
import type { FilePlace } from './target-contract.ts';

const KINDS = ['bundle-dir', 'bundle', 'catalog-entry'] as const;

/** The flags of commands that judge many apps at once. */
export const APP_OPTIONS = {
  'bundle-dir': { type: 'string', value: 'folder', repeatable: true, describe: 'an app: an unpacked bundle' },
  bundle: { type: 'string', value: 'file', repeatable: true, describe: 'an app: a packed bundle' },
  'catalog-entry': {
    type: 'string',
    value: 'file',
    repeatable: true,
    describe: 'an entry descriptor and the bundle that its artifact.path names',
  },
  bundles: {
    type: 'string',
    value: 'folder',
    describe: 'where the bundles of entries lie, under the file names of their artifact.path',
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** An app to open. */
export interface AppPlace extends FilePlace {
  readonly kind: (typeof KINDS)[number];
  readonly bundles?: FilePlace;
}

/** The apps that the flags name, else the configuration's apps and catalog entries; none where neither names any. */
export async function appPlaces(args: Args, context: Context): Promise<AppPlace[]> {
  const folder = args.string('bundles');
  const bundles = folder === undefined ? {} : { bundles: context.resolve(folder) };
  const given = KINDS.flatMap((kind) =>
    args
      .strings(kind)
      .map((path): AppPlace => ({ kind, ...context.resolve(path), ...(kind === 'catalog-entry' ? bundles : {}) })),
  );
  return given.length > 0 ? given : configuredApps(context, bundles);
}

async function configuredApps(context: Context, given: { readonly bundles?: FilePlace }): Promise<AppPlace[]> {
  const loaded = await context.config();
  if (loaded === undefined) return [];
  const at = (path: string): FilePlace => ({ file: join(loaded.root, path), shown: path });
  const { apps = [], catalog = {} } = loaded.config;
  const bundles = catalog.bundles === undefined ? given : { bundles: at(catalog.bundles), ...given };
  return [
    // A path without an ending is a folder; an archive has one.
    ...apps.map(
      (path): AppPlace => ({ kind: /\.(?:zip|tgz|tar\.gz)$/.test(path) ? 'bundle' : 'bundle-dir', ...at(path) }),
    ),
    ...(catalog.entries ?? []).map((path): AppPlace => ({ kind: 'catalog-entry', ...at(path), ...bundles })),
  ];
}
