import { join } from 'node:path';
import type { ConfigClient } from '../formats/generated/config.ts';
import { usageError } from '../model/errors.ts';
import { quote } from '../model/quote.ts';
import type { Args, Context } from './command.ts';

/** A file or folder, and its path as shown to people. */
export interface Place {
  readonly file: string;
  readonly shown: string;
}

/**
 * The contract that `--contract` names, else the configuration's: the source before the snapshot, because a client is
 * generated while the contract changes.
 * @throws AssayError contract-not-given (usage)
 */
export async function contractPlace(args: Args, context: Context): Promise<Place> {
  const flag = args.string('contract');
  if (flag !== undefined) return context.resolve(flag);
  const loaded = await context.config();
  const path = loaded?.config.contract?.source ?? loaded?.config.contract?.snapshot;
  if (loaded === undefined || path === undefined)
    throw usageError(
      'contract-not-given',
      'there is no contract to generate a client from',
      'give one with --contract, or name one in assay.config.json under contract.source',
    );
  return { file: join(loaded.root, path), shown: path };
}

/** What is wished for besides types and calls. */
type ClientWishes = Pick<ConfigClient, 'package' | 'validators' | 'palette' | 'pyModels'>;

/** A language as the command line knows it. */
interface Language {
  readonly id: ConfigClient['language'];
  readonly aliases: readonly string[];
}

/** The languages that there are, the default first, and where palette's apps have the client of each. */
export interface ClientKinds<L extends Language> {
  readonly languages: readonly L[];
  readonly paletteFolders: Readonly<Record<ConfigClient['language'], string>>;
}

/** A client to generate: its folder, its language and what it has besides types and calls. */
export interface ClientPlace<L extends Language> extends Place {
  readonly language: L;
  readonly wishes: ClientWishes;
}

/**
 * The clients to generate: `--output`'s in each language of `--lang` (TypeScript unless given; several languages get a
 * folder each within it), else the configuration's, of which `--lang` picks.
 * @throws AssayError clients-not-given, client-language-unknown, client-shape (usage)
 */
export async function clientPlaces<L extends Language>(
  args: Args,
  context: Context,
  kinds: ClientKinds<L>,
): Promise<readonly ClientPlace<L>[]> {
  const named = (name: string): L => languageNamed(name, kinds.languages);
  const placed = (place: ClientPlace<L>): ClientPlace<L> => placedIn(place, kinds.paletteFolders);
  const wanted = args.string('lang')?.split(',').map(named);
  const flag = args.string('output');
  const wishes = wishesOf(args);
  if (flag !== undefined)
    return outputPlaces(context.resolve(flag), wanted ?? kinds.languages.slice(0, 1), wishes).map(placed);
  const loaded = await context.config();
  const clients = (loaded?.config.clients ?? [])
    .map((client) => ({ ...client, language: named(client.language) }))
    .filter(({ language }) => wanted === undefined || wanted.includes(language));
  if (loaded === undefined || clients.length === 0)
    throw usageError(
      'clients-not-given',
      'there is no client to generate',
      'give a folder with --output, or name one in assay.config.json under clients',
    );
  return clients.map(({ output, language, ...own }) =>
    placed({ file: join(loaded.root, output), shown: output, language, wishes: { ...own, ...wishes } }),
  );
}

function wishesOf(args: Args): ClientWishes {
  const name = args.string('package');
  const models = PY_MODELS.find((one) => one === args.string('py-models'));
  const wishes = {
    ...(name === undefined ? {} : { package: name }),
    ...(args.boolean('validators') ? { validators: true } : {}),
    ...(args.boolean('palette') ? { palette: true } : {}),
    ...(models === undefined ? {} : { pyModels: models }),
  };
  if (name !== undefined && args.boolean('palette'))
    throw usageError('client-shape', "palette's one file is no package", 'give --package or --palette, not both');
  if (name !== undefined && !PACKAGE_NAME.test(name))
    throw usageError(
      'client-shape',
      `${quote(name)} is no name of a package`,
      'give a name as npm has them, in lower case: hub-client or @hub/client',
    );
  return wishes;
}

const PY_MODELS = ['typed-dict', 'pydantic'] as const;

const PACKAGE_NAME = /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

function outputPlaces<L extends Language>(
  { file, shown }: Place,
  languages: readonly L[],
  wishes: ClientWishes,
): ClientPlace<L>[] {
  const alone = languages.length === 1 || wishes.palette === true;
  return languages.map((language) => ({
    file: alone ? file : join(file, language.id),
    shown: alone ? shown : `${shown}/${language.id}`,
    language,
    wishes,
  }));
}

/** Palette's apps have their clients in folders of palette's. */
function placedIn<L extends Language>(
  place: ClientPlace<L>,
  folders: ClientKinds<L>['paletteFolders'],
): ClientPlace<L> {
  if (!place.wishes.palette) return place;
  const folder = folders[place.language.id];
  return { ...place, file: join(place.file, folder), shown: `${place.shown.replace(/\/+$/, '')}/${folder}` };
}

/** The language of a name or of an alias of it. @throws AssayError client-language-unknown (usage) */
function languageNamed<L extends Language>(name: string, languages: readonly L[]): L {
  const found = languages.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (found) return found;
  const known = languages.map(({ id, aliases }) => [id, ...aliases].join(' or ')).join(', ');
  throw usageError(
    'client-language-unknown',
    `there are no clients in ${quote(name)}`,
    `give one or more of ${known}, with a comma between them`,
  );
}
