import type { ClassStyle } from './class-style.ts';
import type { AliasDeclaration, ClassDeclaration, Declaration } from './declarations.ts';
import { renderClasses } from './engine.ts';
import { expression } from './expression.ts';
import { pyComment } from './identifiers.ts';
import { documentationText } from './typed-dict.ts';

/**
 * The declarations of one target as Python text: the classes, then the names for other types (they may name classes,
 * classes name them as strings).
 * @param used takes what the text needs of `typing`
 */
export function typesText(
  declarations: readonly Declaration[],
  style: ClassStyle,
  used: Set<string>,
  alias: AliasStyle = TYPE_ALIAS,
): string {
  const classes = declarations.filter((declaration): declaration is ClassDeclaration => declaration.kind === 'class');
  const aliases = declarations.filter((declaration): declaration is AliasDeclaration => declaration.kind === 'alias');
  return [renderClasses(classes, style, used), ...aliases.map((one) => aliasText(one, used, alias))]
    .filter((text) => text !== '')
    .join('\n\n\n');
}

/** How a name for a type that is no class is declared. */
export type AliasStyle = (name: string, type: string, used: Set<string>) => string;

const TYPE_ALIAS: AliasStyle = (name, type, used) => {
  used.add('TypeAlias');
  return `${name}: TypeAlias = ${type}`;
};

function aliasText({ name, type, documentation }: AliasDeclaration, used: Set<string>, style: AliasStyle): string {
  const comment = pyComment(documentationText(documentation));
  return `${comment === '' ? '' : `# ${comment}\n`}${style(name, expression(type, used), used)}`;
}
