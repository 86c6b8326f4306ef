import { type FileFacts as BrokerFacts, scanGenerated, scanSource } from '../broker/scan-source.ts';
import { isGenerated, sourceLanguage } from '../broker/source-files.ts';
import type { ClientModule } from '../broker/source-model.ts';
import { sourceText } from '../broker/source-text.ts';
import { AssayError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import type { JsonValue } from '../model/json/value.ts';
import { type CodeFacts, type CodeLanguage, codeFacts } from './bundle-code.ts';
import { npmFacts, type PackageFacts, pythonFacts } from './bundle-dependencies.ts';
import { FORBIDDEN_IMPORTS, type ForbiddenImport } from './bundle-import-policy.ts';
import { forbiddenIn, type ImportFact } from './bundle-imports.ts';
import type { SecretFact } from './bundle-input.ts';
import type { LockFacts } from './bundle-lock-model.ts';
import { isLock, lockFacts, MAX_LOCK } from './bundle-locks.ts';
import { type PageFacts, pageFacts } from './bundle-pages.ts';
import { type RouteFacts, routeFacts } from './bundle-routes.ts';
import { secretsIn } from './bundle-secrets.ts';
import { MAY_USE, namesIn, type UseFacts, usesIn } from './bundle-uses.ts';
import { ownText } from './own-text.ts';

/** A text larger than this is not looked into; the report counts such files. */
export const MAX_SCANNED = 8 * 1024 * 1024;

const TEXT =
  /\.(?:[cm]?[jt]sx?|py|json[c5l]?|ndjson|ya?ml|toml|ini|cfg|conf|properties|env|html?|s?css|less|sass|vue|svelte|astro|mdx?|rst|txt|csv|tsv|log|sh|bash|ps1|bat|cmd|sql|xml|svg|plist|pem|key|crt|p8|rb|go|java|kts?|gradle|rs|php|cs?|h|cc|[ch]pp|swift|dart|lua|pl|map|webmanifest|ipynb|graphql|gql|tf|tfvars|tmpl|tpl|template|j2|hbs|ejs|pug|http)$/i;
/** Names that have no ending, or nothing else: text, or a program. */
const BARE = /(?:^|\/)(?:\.[\w.-]+|[A-Za-z_-]+)$/;
const CODE = /\.(?:[cm]?[jt]sx?|py|sql|vue|svelte|html?)$/i;
const PAGE = /\.html?$/i;
/** More names than this are no longer kept, and then nothing is called unused. */
const MAX_NAMES = 20_000;
/** What a source has that says anything of the broker, itself or by a generated client. */
const MAY_CALL = /\/v[1-9]|\bservice\s{0,9}\(|\bevents\s{0,9}\.|\b(?:services|clients?)\b/;
/** Lists of digests: random-looking, and public. */
const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|poetry\.lock|uv\.lock|pdm\.lock|cryptad-app\.(?:digests|signature))$/;
const KEPT =
  /(?:^|\/)(?:cryptad-app\.(?:properties|digests|signature)|palette-plugin\.json|cryptad-app\.properties\.template)$/;

/** What one file of a bundle says. */
export interface FileFacts {
  readonly secrets: readonly SecretFact[];
  readonly code?: CodeFacts;
  readonly packages?: PackageFacts;
  readonly lock?: LockFacts;
  readonly page?: PageFacts;
  readonly source?: SourceFileFacts;
  /** Generated clients, by what the files say of themselves. */
  readonly clients?: readonly ClientModule[];
}

/** What a source says that its author wrote and that is no test. */
export interface SourceFileFacts {
  readonly imports: readonly ImportFact[];
  readonly uses: UseFacts;
  readonly routes: RouteFacts;
  /** Absent where the source says nothing of the broker. */
  readonly broker?: BrokerFacts;
}

/** Looks into a bundle's text files one by one, and keeps what they say instead of their content. */
export class BundleScan {
  readonly facts = new Map<string, FileFacts>();
  /** Text files that were too large to look into. */
  readonly skipped: string[] = [];
  /** Every text in the code that could be the name of something declared; undefined where there are too many. */
  names: Set<string> | undefined = new Set();
  private readonly forbidden: readonly ForbiddenImport[];

  constructor(forbidden: readonly ForbiddenImport[] = FORBIDDEN_IMPORTS) {
    this.forbidden = forbidden;
  }

  /** Whether a file is text that something can be found in. */
  wants(path: string, size: number): boolean {
    if (!TEXT.test(path) && !BARE.test(path) && !KEPT.test(path) && !isLock(path)) return false;
    if (size <= (isLock(path) ? MAX_LOCK : MAX_SCANNED)) return true;
    this.skipped.push(path);
    return false;
  }

  /** Looks into one file; true where its content is still wanted afterwards. */
  see(path: string, content: Uint8Array): boolean {
    const text = textOf(content);
    if (isLock(path)) {
      const lock = lockFacts(path, text);
      if (lock !== undefined) this.facts.set(path, { secrets: [], lock });
    } else if (!LOCK.test(path)) this.facts.set(path, this.fileFacts(path, text));
    return KEPT.test(path);
  }

  private fileFacts(path: string, text: string): FileFacts {
    // A program has NULs; a source with one in a comment is a source all the same.
    if (!TEXT.test(path) && text.includes('\0')) return { secrets: [] };
    const secrets = secretsIn(text, path);
    if (path.includes('node_modules/')) return { secrets };
    const packages = packageFacts(path.slice(path.lastIndexOf('/') + 1), path, text);
    const source = this.sourceFacts(path, text);
    const clients = sourceLanguage(path) !== undefined && isGenerated(text) ? scanGenerated(text, path).clients : [];
    return {
      secrets,
      ...(clients === undefined || clients.length === 0 ? {} : { clients }),
      ...(CODE.test(path) ? { code: codeFacts(text, codeLanguage(path)) } : {}),
      ...(packages === undefined ? {} : { packages }),
      ...(PAGE.test(path) ? { page: pageFacts(text, path) } : {}),
      ...(source === undefined ? {} : { source }),
    };
  }

  private sourceFacts(path: string, text: string): SourceFileFacts | undefined {
    const language = sourceLanguage(path);
    if (language === undefined || isGenerated(text)) return undefined;
    const calls = MAY_CALL.test(text);
    const routed = language === 'python' && /@\s*\w+\s*\.\s*\w+\s*\(/.test(text);
    const imports = this.forbidden.some(({ module }) => text.includes(module));
    if (!calls && !routed && !imports && !MAY_USE.test(text))
      return { imports: [], uses: NOTHING_USED, routes: NO_ROUTES };
    const read = sourceText(text, language);
    this.remember(namesIn(text, read));
    return {
      imports: imports ? forbiddenIn(read, language, this.forbidden) : [],
      uses: usesIn(read),
      routes: routed ? routeFacts(read) : NO_ROUTES,
      ...(calls ? { broker: ownFacts(scanSource(text, path, language)) } : {}),
    };
  }

  private remember(names: Iterable<string>): void {
    for (const name of names) {
      if (this.names === undefined) return;
      if (!this.names.has(name)) this.names.add(ownText(name));
      if (this.names.size > MAX_NAMES) this.names = undefined;
    }
  }
}

/** UTF-8, or what its byte order mark says. */
function textOf(content: Uint8Array): string {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content);
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
}

/** Pages around scripts have other comments. */
function codeLanguage(path: string): CodeLanguage {
  if (/\.py$/i.test(path)) return 'python';
  if (/\.sql$/i.test(path)) return 'sql';
  return /\.[cm]?[jt]sx?$/i.test(path) ? 'javascript' : 'markup';
}

const NOTHING_USED: UseFacts = { secrets: [], variables: [], connections: [], services: [] };
const NO_ROUTES: RouteFacts = { open: [] };

/** The same facts with texts of their own, so that the source can go. */
function ownFacts(facts: BrokerFacts): BrokerFacts {
  const { uses, handlers, emits, chains, named = [], built = [], references = [], sent = [] } = facts;
  return {
    sent: new Set([...sent].map(ownText)),
    references: references.map(({ module, steps, within, ...reference }) => ({
      ...reference,
      module: { ...module, path: ownText(module.path) },
      steps: steps.map(ownText),
      ...(within === undefined ? {} : { within: ownText(within) }),
    })),
    named: named.map((handler) => ({ ...handler, name: ownText(handler.name) })),
    built: built.map((target) => ({ ...target })),
    uses: uses.map((use) => ({ ...use, target: ownText(use.target) })),
    handlers: handlers.map(({ scope, input, output, ...handler }) => ({
      ...handler,
      name: ownText(handler.name),
      ...(scope === undefined ? {} : { scope: ownText(scope) }),
      ...(input === undefined ? {} : { input: ownText(input) }),
      ...(output === undefined ? {} : { output: ownText(output) }),
    })),
    emits: emits.map((emit) => ({ ...emit, topic: ownText(emit.topic) })),
    chains: new Set([...chains].map(ownText)),
  };
}

function packageFacts(name: string, path: string, text: string): PackageFacts | undefined {
  if (name === 'pyproject.toml') return pythonFacts(path, text);
  if (name !== 'package.json') return undefined;
  try {
    return npmFacts(parseJson(text, { path }).value, path, text);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    // npm is no strict reader: it takes a byte order mark, and the last of two members of one name.
    const value = looseJson(text);
    return value === undefined ? undefined : npmFacts(value, path, text);
  }
}

/** Undefined for what is no JSON at all: it installs nothing, for npm refuses it. */
function looseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
