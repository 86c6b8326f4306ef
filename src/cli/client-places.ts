import { join } from 'node:path';
import { type ClientWishes, PALETTE_FOLDERS } from '../certify/client-options.ts';
import { LANGUAGES } from '../codegen/targets/index.ts';
import type { ClientLanguage } from '../codegen/targets/language.ts';
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

/** A client to generate: its folder, its language and what it has besides types and calls. */
export interface ClientPlace extends Place {
  readonly language: ClientLanguage;
  readonly wishes: ClientWishes;
}

/**
 * The clients to generate: `--output`'s in each language of `--lang` (TypeScript unless given; several languages get a
 * folder each within it), else the configuration's, of which `--lang` picks.
 * @throws AssayError clients-not-given, client-language-unknown, client-shape (usage)
 */
export async function clientPlaces(args: Args, context: Context): Promise<readonly ClientPlace[]> {
  const wanted = args.string('lang')?.split(',').map(languageNamed);
  const flag = args.string('output');
  const wishes = wishesOf(args);
  if (flag !== undefined) return outputPlaces(context.resolve(flag), wanted ?? LANGUAGES.slice(0, 1), wishes);
  const loaded = await context.config();
  const clients = (loaded?.config.clients ?? [])
    .map((client) => ({ ...client, language: languageNamed(client.language) }))
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
  const wishes = {
    ...(name === undefined ? {} : { package: name }),
    ...(args.boolean('validators') ? { validators: true } : {}),
    ...(args.boolean('palette') ? { palette: true } : {}),
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

const PACKAGE_NAME = /^(?=.{1,214}$)(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;

function outputPlaces(
  { file, shown }: Place,
  languages: readonly ClientLanguage[],
  wishes: ClientWishes,
): ClientPlace[] {
  const alone = languages.length === 1 || wishes.palette === true;
  return languages.map((language) =>
    placed({
      file: alone ? file : join(file, language.id),
      shown: alone ? shown : `${shown}/${language.id}`,
      language,
      wishes,
    }),
  );
}

/** Palette's apps have their clients in folders of palette's. */
function placed(place: ClientPlace): ClientPlace {
  if (!place.wishes.palette) return place;
  const folder = PALETTE_FOLDERS[place.language.id];
  return { ...place, file: join(place.file, folder), shown: `${place.shown.replace(/\/+$/, '')}/${folder}` };
}

/** The language of a name or of an alias of it. @throws AssayError client-language-unknown (usage) */
function languageNamed(name: string): ClientLanguage {
  const found = LANGUAGES.find(({ id, aliases }) => id === name || aliases.includes(name));
  if (found) return found;
  const known = LANGUAGES.map(({ id, aliases }) => [id, ...aliases].join(' or ')).join(', ');
  throw usageError(
    'client-language-unknown',
    `there are no clients in ${quote(name)}`,
    `give one or more of ${known}, with a comma between them`,
  );
}
