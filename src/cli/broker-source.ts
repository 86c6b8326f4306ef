import { join } from 'node:path';
import type { ConfigEnvironment } from '../formats/generated/config.ts';
import { usageError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { quote } from '../model/quote.ts';
import type { Args, Context } from './command.ts';
import { brokerToken, type TokenOrigins } from './read-broker-token.ts';

/** Of one call of a broker: bytes of its answer, redirects, and milliseconds for all of it. */
export const FETCH_LIMITS = { bytes: 16 * 1024 * 1024, redirects: 3, milliseconds: 20_000 };

/** Where the catalog is. */
export type BrokerSource =
  | { readonly from: 'path'; readonly file: string; readonly shown: string }
  | { readonly from: 'url'; readonly url: string; readonly token: string | undefined; readonly allowPrivate: boolean };

/**
 * Where the flags and the configuration say that the catalog is; undefined where nothing does.
 * @throws AssayError broker-source-twice, environment-unknown, token-missing, token-malformed, token-not-sent (usage);
 * token-file-permissions (integrity)
 */
export async function brokerSource(args: Args, context: Context): Promise<BrokerSource | undefined> {
  const [from, env] = [args.string('from'), args.string('env')];
  if (from !== undefined && env !== undefined)
    throw usageError('broker-source-twice', '--from and --env both name a catalog', 'give one of the two');
  if (from !== undefined && isUrl(from)) return overNetwork(args, context, from, {});
  if (env !== undefined) return ofEnvironment(args, context, env);
  if (args.string('token-env') !== undefined || args.string('token-file') !== undefined)
    throw usageError(
      'token-not-sent',
      'there is a token, and no URL to send it to',
      'give --from <url> or --env <name>, or leave the token out',
    );
  if (from !== undefined) return { from: 'path', ...context.resolve(from) };
  const loaded = await context.config();
  const path = loaded?.config.contract?.snapshot ?? loaded?.config.contract?.source;
  return loaded === undefined || path === undefined
    ? undefined
    : { from: 'path', file: join(loaded.root, path), shown: path };
}

/** As brokerSource, for a command that can do nothing without. @throws AssayError broker-source-missing (usage) */
export async function requiredBrokerSource(args: Args, context: Context): Promise<BrokerSource> {
  const source = await brokerSource(args, context);
  if (source !== undefined) return source;
  throw usageError(
    'broker-source-missing',
    'there is no catalog to look into',
    'give one with --from or --env, or name a contract in assay.config.json',
  );
}

function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
}

async function ofEnvironment(args: Args, context: Context, name: string): Promise<BrokerSource> {
  const loaded = await context.config();
  const known = loaded?.config.environments ?? {};
  const entry: ConfigEnvironment | undefined = Object.hasOwn(known, name) ? known[name] : undefined;
  const prefix = `PALETTE_${name.toUpperCase().replaceAll('-', '_')}`;
  // The environment beats the file, and an empty variable counts as unset.
  const url = context.io.env[`${prefix}_URL`] || entry?.url;
  if (url === undefined || !/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(name)) {
    const guess = nearest(name, Object.keys(known));
    throw usageError(
      'environment-unknown',
      `there is no environment ${quote(name)}`,
      guess === undefined
        ? 'name it in assay.config.json under environments, or set PALETTE_<NAME>_URL'
        : `did you mean ${quote(guess)}?`,
    );
  }
  const { tokenFile } = entry ?? {};
  return overNetwork(args, context, url, {
    variables: [`${prefix}_TOKEN`, ...(entry?.tokenEnv === undefined ? [] : [entry.tokenEnv])],
    ...(tokenFile === undefined || loaded === undefined
      ? {}
      : { configured: { file: join(loaded.root, tokenFile), shown: tokenFile } }),
  });
}

function overNetwork(
  args: Args,
  context: Context,
  url: string,
  known: Pick<TokenOrigins, 'variables' | 'configured'>,
): BrokerSource {
  const [variable, file] = [args.string('token-env'), args.string('token-file')];
  const origins: TokenOrigins = {
    ...known,
    ...(variable === undefined ? {} : { variable }),
    ...(file === undefined ? {} : { file: context.resolve(file) }),
  };
  return { from: 'url', url, token: brokerToken(origins, context.io), allowPrivate: args.boolean('allow-private') };
}
