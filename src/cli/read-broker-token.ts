import { readFileBytes } from '../formats/read-file.ts';
import { integrityError, usageError } from '../model/errors.ts';
import type { Io } from '../model/io.ts';
import { quote } from '../model/quote.ts';

interface TokenFile {
  readonly file: string;
  readonly shown: string;
}

/** Where a token may be: the first that is there counts, flags before the environment before a configured file. */
export interface TokenOrigins {
  /** Named by --token-env: it must be there. */
  readonly variable?: string;
  /** Named by --token-file: it must be there. */
  readonly file?: TokenFile;
  /** Variables that may be there. */
  readonly variables?: readonly string[];
  /** The configuration's file. */
  readonly configured?: TokenFile;
}

const MOST_BYTES = 8192;

/**
 * The bearer token for a broker; undefined where there is none. It never stands in a message, and a variable is taken
 * out of the environment once it is read.
 * @throws AssayError token-missing, token-malformed, token-twice (usage); token-file-permissions (integrity); those of
 * readFileBytes
 */
export function brokerToken(origins: TokenOrigins, io: Pick<Io, 'env' | 'forget'>): string | undefined {
  const { variable, file, variables = [], configured } = origins;
  if (variable !== undefined && file !== undefined)
    throw usageError('token-twice', '--token-env and --token-file both name a token', 'give one of the two');
  if (variable !== undefined) {
    const token = taken(variable, io);
    if (token !== undefined) return checked(token, quote(variable));
    throw usageError(
      'token-missing',
      `the environment has no ${quote(variable)}, or it is empty`,
      'set the variable to the token, or leave out --token-env',
    );
  }
  if (file !== undefined) return fromFile(file);
  for (const name of variables) {
    const token = taken(name, io);
    if (token !== undefined) return checked(token, quote(name));
  }
  return configured === undefined ? undefined : fromFile(configured);
}

function taken(name: string, io: Pick<Io, 'env' | 'forget'>): string | undefined {
  const value = io.env[name];
  io.forget?.(name);
  return value === '' ? undefined : value;
}

function fromFile({ file, shown }: TokenFile): string {
  const judgeMode = (mode: number): void => {
    if (process.platform === 'win32' || (mode & 0o077) === 0) return;
    throw integrityError(
      'token-file-permissions',
      `${shown} can be read by others (mode ${mode.toString(8).padStart(4, '0')}), expected 0600`,
      'run chmod 600 on it, and replace the token if others use this machine',
      { path: shown },
    );
  };
  const bytes = readFileBytes(file, shown, MOST_BYTES, { judgeMode });
  return checked(
    Buffer.from(bytes)
      .toString('utf8')
      .replace(/\r?\n$/, ''),
    shown,
  );
}

/** RFC 6750 §2.1: what else would stand in the header could start another one. */
function checked(token: string, where: string): string {
  if (/^[A-Za-z0-9\-._~+/]{8,4096}=*$/.test(token)) return token;
  throw usageError(
    'token-malformed',
    `${where} holds no bearer token`,
    'the token has at least 8 characters, without spaces and line breaks',
  );
}
