import type { NowSource } from '../formats/generated/certification.ts';
import type { Digest } from '../model/digest.ts';
import type { ExitCode } from '../model/errors.ts';
import type { Io } from '../model/io.ts';
import type { LoadedConfig } from './config.ts';

/** One flag of a command. Numbers are strings until the handler reads them: `1.10` must not become 1.1. */
export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  readonly describe: string;
  /** Name of the value in help, as in `--contract <file>`. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeatable?: boolean;
  readonly required?: boolean;
  readonly choices?: readonly string[];
}

export interface PositionalSpec {
  readonly name: string;
  readonly describe: string;
  readonly required: boolean;
  readonly variadic?: boolean;
  readonly choices?: readonly string[];
}

/** A command as `--help` shows it. Declaring one loads nothing heavy; `load` brings the handler when it is called. */
export interface Command {
  /** `['api', 'snapshot']`; one to three words. */
  readonly path: readonly [string] | readonly [string, string] | readonly [string, string, string];
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  readonly positionals?: readonly PositionalSpec[];
  readonly examples: readonly { readonly command: string; readonly what: string }[];
  /** Report formats that `--output <format>[=<path>]` selects; absent where the command takes none or makes one file. */
  readonly formats?: readonly string[];
  /** The result is made of our own words or of public keys: it is not searched for secrets before it is printed. */
  readonly resultIsPublic?: true;
  load(): Promise<{ readonly run: Handler }>;
}

export type Handler = (args: Args, context: Context) => Promise<CommandResult>;

/** The flags and positionals as given; a flag that was not given is undefined, an empty list or false. */
export interface Args {
  string(name: string): string | undefined;
  strings(name: string): readonly string[];
  boolean(name: string): boolean;
  readonly positionals: readonly string[];
}

/** What a handler may use besides its arguments. */
export interface Context {
  readonly io: Io;
  /** Every command there is, for completion. */
  readonly commands: readonly Command[];
  /** The instant of this run: `--now`, else ASSAY_NOW, the config's, SOURCE_DATE_EPOCH, the clock, read once. */
  now(): Promise<Date>;
  /** Which of them said it. */
  nowSource(): Promise<NowSource>;
  /** assay.config.json, found by walking up from the working directory or named by --config; undefined where there is none. */
  config(): Promise<LoadedConfig | undefined>;
  /** Absolute path of a path given by the user, and the same as people should see it. */
  resolve(path: string): { readonly file: string; readonly shown: string };
  /** A line about long work, on stderr; silent under --quiet. */
  progress(line: string): void;
}

/** Colour with meaning; each is the identity where colour is off. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  ok(text: string): string;
  /** Of the terminal that shows it; absent for a file and a pipe, where lines have any length. */
  readonly width?: number;
}

export interface CommandResult {
  readonly exit: ExitCode;
  /** The one document that `--json` prints; its format is published under contracts/schemas. */
  readonly json: unknown;
  /** What people read on stdout, verdict first, ending with one LF. */
  text(style: Style): string;
  /** What stdout gets in place of the text, byte for byte: a foreign format is written exactly as its owner writes it. */
  readonly verbatim?: string;
  /** What `--json` prints in place of `json`, byte for byte: a foreign document that nobody may touch. It parses to `json`. */
  readonly jsonVerbatim?: string;
  /** Further report formats by name (for `--output`); `json` and `text` are always there. */
  readonly reports?: Readonly<Record<string, () => string>>;
  /** Digest of the main result, where there is one. */
  readonly digest?: Digest;
}
