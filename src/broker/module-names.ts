import { posix } from 'node:path';
import type { ModuleName } from './source-declarations.ts';
import type { SourceLanguage } from './source-text.ts';

/** A path in the form that imports have in common: without ending, and without the file that stands for its folder. */
export function modulePath(path: string): string {
  return path
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$|\.py$/, '')
    .replace(/(?:^|\/)(?:index|__init__)$/, '')
    .replace(/^(?:\.\/)+/, '');
}

/** What the text of an import names. @param path of the source that it stands in */
export function moduleNamed(written: string, path: string, language: SourceLanguage): ModuleName {
  const folder = posix.dirname(path);
  if (language === 'python') {
    const [dots = ''] = /^\.*/.exec(written) ?? [];
    const name = written.slice(dots.length).replaceAll('.', '/');
    if (dots === '') return { path: name, relative: false };
    return { path: modulePath(posix.join(folder, '../'.repeat(dots.length - 1), name)), relative: true };
  }
  if (/^\.\.?(?:\/|$)/.test(written)) return { path: modulePath(posix.join(folder, written)), relative: true };
  // `@/hub`, `~/hub` and `#hub` are how projects name their own folders; `@hub/client` is a package.
  return { path: modulePath(written.replace(/^(?:[@~]\/|#\/?|\$lib\/)/, '')), relative: false };
}
