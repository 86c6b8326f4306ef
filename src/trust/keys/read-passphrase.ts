import { readFileSync } from 'node:fs';
import { readFileBytes, reason } from '../../formats/read-file.ts';
import { inputError, usageError } from '../../model/errors.ts';
import type { Io } from '../../model/io.ts';
import { untrusted } from '../errors.ts';
import { openToOthers } from './read-key-file.ts';

/** Where a passphrase comes from; never a value on the command line, which every user of the machine can see. */
export type PassphraseOrigin =
  | { readonly from: 'env'; readonly name: string }
  | { readonly from: 'file'; readonly file: string; readonly shown: string }
  | { readonly from: 'descriptor'; readonly descriptor: number };

/** Shortest passphrase for a new key, in characters. */
export const MIN_PASSPHRASE = 12;
const MAX_PASSPHRASE_BYTES = 4096;

/**
 * Reads a passphrase: one line, its line break left out. A variable is removed from the environment once it is read,
 * so that no program started later inherits it.
 * @throws AssayError passphrase-missing (usage); passphrase-file-permissions (integrity); passphrase-malformed and those
 * of readFileBytes (input)
 */
export function readPassphrase(origin: PassphraseOrigin, io: Pick<Io, 'env' | 'forget'>): string {
  switch (origin.from) {
    case 'env': {
      const value = io.env[origin.name];
      io.forget?.(origin.name);
      if (value === undefined || value === '')
        throw usageError(
          'passphrase-missing',
          `the environment variable ${origin.name} holds no passphrase`,
          'set it, or name another source with --passphrase-env, --passphrase-file or --passphrase-fd',
        );
      return checkLine(value, `the environment variable ${origin.name}`);
    }
    case 'file':
      return checkLine(readSecretFile(origin), origin.shown);
    case 'descriptor':
      return checkLine(readDescriptor(origin.descriptor), `descriptor ${origin.descriptor}`);
  }
}

/** Refuses a passphrase too short for a new key. @throws AssayError passphrase-too-short (usage) */
export function checkNewPassphrase(passphrase: string): void {
  if ([...passphrase].length < MIN_PASSPHRASE)
    throw usageError(
      'passphrase-too-short',
      `the passphrase has fewer than ${MIN_PASSPHRASE} characters`,
      'take several random words, or 16 random characters',
    );
}

/** What opens a key is as secret as the key: a file that others may read opens it for them too. */
function readSecretFile({ file, shown }: { readonly file: string; readonly shown: string }): Uint8Array {
  const judgeMode = (mode: number): void => {
    if (!openToOthers(mode)) return;
    throw untrusted({
      code: 'passphrase-file-permissions',
      message: `${shown} can be read by others than its owner (mode ${mode.toString(8).padStart(4, '0')})`,
      hint: `chmod 600 ${shown}, and change the passphrase if others may have read it`,
      location: { path: shown },
    });
  };
  return readFileBytes(file, shown, MAX_PASSPHRASE_BYTES, { judgeMode });
}

function readDescriptor(descriptor: number): Uint8Array {
  try {
    return readFileSync(descriptor);
  } catch (error) {
    throw inputError(
      'input-unreadable',
      `descriptor ${descriptor} can't be read: ${reason(error)}`,
      'open it for reading in the calling shell, as in 3<FILE',
    );
  }
}

function checkLine(source: Uint8Array | string, what: string): string {
  const fault = (message: string): Error =>
    inputError('passphrase-malformed', `${what} ${message}`, 'give the passphrase as one line of utf-8');
  const bytes = Buffer.from(source);
  if (bytes.length > MAX_PASSPHRASE_BYTES) throw fault(`holds more than ${MAX_PASSPHRASE_BYTES} bytes`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    throw fault('is not valid utf-8');
  }
  if (text === '') throw fault('is empty');
  if (/[\r\n\0]/.test(text)) throw fault('holds more than one line');
  return text;
}
