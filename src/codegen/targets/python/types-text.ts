import { inputError } from '../../../model/errors.ts';
import { type AliasStyle, aliasText, TYPE_ALIAS } from './alias-text.ts';
import type { ClassStyle } from './class-style.ts';
import type { AliasDeclaration, ClassDeclaration, Declaration } from './declarations.ts';
import { renderClasses } from './engine.ts';

/**
 * The declarations of one target as Python text: the classes, then the names for other types (they may name classes,
 * classes name them as strings).
 * @param used takes what the text needs of `typing`
 * @throws AssayError client-schema-shape (input) for types that the engine can't follow to their end
 */
export function typesText(
  declarations: readonly Declaration[],
  style: ClassStyle,
  used: Set<string>,
  alias: AliasStyle = TYPE_ALIAS,
): string {
  const classes = declarations.filter((declaration): declaration is ClassDeclaration => declaration.kind === 'class');
  const aliases = declarations.filter((declaration): declaration is AliasDeclaration => declaration.kind === 'alias');
  return [rendered(classes, style, used), ...aliases.map((one) => aliasText(one, used, alias))]
    .filter((text) => text !== '')
    .join('\n\n\n');
}

/** The engine goes from type to type by recursion: some hundred that lead to each other are more than a stack holds. */
function rendered(classes: readonly ClassDeclaration[], style: ClassStyle, used: Set<string>): string {
  try {
    return renderClasses(classes, style, used);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw inputError(
      'client-schema-shape',
      `${classes[0]?.name} is one of ${classes.length} types that lead to each other: no Python can be made of so many`,
      'let the schema refer to fewer others in a row, or generate the client in TypeScript',
    );
  }
}
