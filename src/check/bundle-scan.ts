import { AssayError } from '../model/errors.ts';
import { parseJson } from '../model/json/parse.ts';
import { type CodeFacts, codeFacts } from './bundle-code.ts';
import { npmFacts, type PackageFacts, pythonFacts } from './bundle-dependencies.ts';
import type { SecretFact } from './bundle-input.ts';
import { secretsIn } from './bundle-secrets.ts';

/** A text larger than this is not looked into; the report counts such files. */
export const MAX_SCANNED = 8 * 1024 * 1024;

const TEXT =
  /\.(?:[cm]?[jt]sx?|py|json|ya?ml|toml|ini|cfg|conf|properties|env|html?|css|vue|svelte|md|txt|sh|bash|sql|xml|pem|key|crt|rb|go|java|kt|rs|php)$|(?:^|\/)(?:\.[\w.-]+|[A-Za-z_-]+)$/i;
const CODE = /\.(?:[cm]?[jt]sx?|py|sql|vue|svelte)$/i;
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
}

/** Looks into a bundle's text files one by one, and keeps what they say instead of their content. */
export class BundleScan {
  readonly facts = new Map<string, FileFacts>();
  /** Text files that were too large to look into. */
  readonly skipped: string[] = [];

  /** Whether a file is text that something can be found in. */
  wants(path: string, size: number): boolean {
    if (!TEXT.test(path) && !KEPT.test(path)) return false;
    if (size <= MAX_SCANNED) return true;
    this.skipped.push(path);
    return false;
  }

  /** Looks into one file; true where its content is still wanted afterwards. */
  see(path: string, content: Uint8Array): boolean {
    if (!LOCK.test(path)) this.facts.set(path, fileFacts(path, Buffer.from(content).toString('utf8')));
    return KEPT.test(path);
  }
}

function fileFacts(path: string, text: string): FileFacts {
  // A NUL is in no text.
  if (text.includes('\0')) return { secrets: [] };
  const name = path.slice(path.lastIndexOf('/') + 1);
  const inner = path.includes('node_modules/');
  const packages = inner ? undefined : packageFacts(name, path, text);
  return {
    secrets: secretsIn(text, path),
    ...(CODE.test(path) && !inner ? { code: codeFacts(text) } : {}),
    ...(packages === undefined ? {} : { packages }),
  };
}

function packageFacts(name: string, path: string, text: string): PackageFacts | undefined {
  if (name === 'pyproject.toml') return pythonFacts(path, text);
  if (name !== 'package.json') return undefined;
  try {
    return npmFacts(parseJson(text, { path }).value, path, text);
  } catch (error) {
    // What is no JSON installs nothing; the manifest is the only document that must be right.
    if (error instanceof AssayError) return undefined;
    throw error;
  }
}
