import { join } from 'node:path';
import { LANGUAGES } from '../codegen/targets/index.ts';
import type { ClientLanguage, ClientOptions } from '../codegen/targets/language.ts';
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
  readonly options: ClientOptions;
}

/**
 * The clients to generate: `--output`'s in each language of `--lang` (TypeScript unless given; several languages get a
 * folder each within it), else the configuration's, of which `--lang` picks.
 * @throws AssayError clients-not-given, client-language-unknown (usage)
 */
export async function clientPlaces(args: Args, context: Context): Promise<readonly ClientPlace[]> {
  const wanted = args.string('lang')?.split(',').map(languageNamed);
  const flag = args.string('output');
  if (flag !== undefined) return outputPlaces(context.resolve(flag), wanted ?? LANGUAGES.slice(0, 1));
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
  return clients.map(({ output, language }) => ({
    file: join(loaded.root, output),
    shown: output,
    language,
    options: {},
  }));
}

function outputPlaces({ file, shown }: Place, languages: readonly ClientLanguage[]): ClientPlace[] {
  const [only] = languages;
  if (only !== undefined && languages.length === 1) return [{ file, shown, language: only, options: {} }];
  return languages.map((language) => ({
    file: join(file, language.id),
    shown: `${shown}/${language.id}`,
    language,
    options: {},
  }));
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
