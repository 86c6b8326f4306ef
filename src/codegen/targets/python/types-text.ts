import { type AliasStyle, aliasText, TYPE_ALIAS } from './alias-text.ts';
import type { ClassStyle } from './class-style.ts';
import type { AliasDeclaration, ClassDeclaration, Declaration } from './declarations.ts';
import { renderClasses } from './engine.ts';

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
