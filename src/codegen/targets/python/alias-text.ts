import type { AliasDeclaration } from './declarations.ts';
import { expression } from './expression.ts';
import { pyComment } from './identifiers.ts';
import { documentationText } from './typed-dict.ts';

/** How a name for a type that is no class is declared. */
export type AliasStyle = (name: string, type: string, used: Set<string>) => string;

export const TYPE_ALIAS: AliasStyle = (name, type, used) => {
  used.add('TypeAlias');
  return `${name}: TypeAlias = ${type}`;
};

/** A name for a type that is no class. @param used takes what the text needs of `typing` */
export function aliasText(
  { name, type, documentation }: AliasDeclaration,
  used: Set<string>,
  style: AliasStyle,
): string {
  const comment = pyComment(documentationText(documentation));
  return `${comment === '' ? '' : `# ${comment}\n`}${style(name, expression(type, used), used)}`;
}
