import type { SourceLanguage } from './source-text.ts';

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|py)$/;
/** A target that only a test uses is not used. */
const TEST =
  /(?:^|\/)(?:tests?|__tests__)\/|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/;
const GENERATED = /^(?:#!.*\n)?(?:\/\/|#|"""|\/\*).*\b[Gg]enerated\b/;

/** The language of a source that is no test, by its POSIX path; undefined for every other file. */
export function sourceLanguage(path: string): SourceLanguage | undefined {
  if (!SOURCE.test(path) || TEST.test(path)) return undefined;
  if (path.endsWith('.py')) return 'python';
  return /\.(?:js|[jt]sx)$/.test(path) ? 'jsx' : 'javascript';
}

/** Whether a tool wrote a source, as its first line says. */
export function isGenerated(source: string): boolean {
  return GENERATED.test(source.slice(0, 400));
}
