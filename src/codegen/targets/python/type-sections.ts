import type { ClientRecord } from '../../record.ts';
import { type AliasStyle, aliasText, TYPE_ALIAS } from './alias-text.ts';
import type { ClassStyle } from './class-style.ts';
import type { ClassDeclaration, Declaration } from './declarations.ts';
import { expression } from './expression.ts';
import { GENERATOR } from './header.ts';
import type { PythonNamespace, PythonTarget } from './namespace.ts';
import { forModels, PYDANTIC } from './pydantic.ts';
import { TYPED_DICT } from './typed-dict.ts';

/** What a namespace's types are written as. */
export interface ModelStyle {
  /** Its number counts up when the same types give another text: what another version made is never taken over. */
  readonly id: 'typed-dict' | 'pydantic 2';
  readonly classes: ClassStyle;
  readonly alias: AliasStyle;
  declaration(declaration: Declaration): Declaration;
}

export const TYPED_DICTS: ModelStyle = {
  id: 'typed-dict',
  classes: TYPED_DICT,
  alias: TYPE_ALIAS,
  declaration: (declaration) => declaration,
};

export const MODELS: ModelStyle = {
  id: 'pydantic 2',
  classes: PYDANTIC,
  // Pydantic follows a name to itself only where it is one, and no mere other spelling.
  alias: (name, type) => `${name} = TypeAliasType("${name}", ${type})`,
  declaration: forModels,
};

/** The text of each target's types, and what all of them need of `typing`. */
export interface TypeSections {
  readonly texts: readonly string[];
  readonly used: ReadonlySet<string>;
}

/**
 * The types of a namespace, target by target. The engine is loaded where one of them is not what the last run left.
 * @param path the file that they lie in
 */
export async function typeSections(
  { targets }: PythonNamespace,
  style: ModelStyle,
  record: ClientRecord,
  path: string,
): Promise<TypeSections> {
  const used = new Set<string>();
  const texts: string[] = [];
  for (const target of targets) texts.push(await section(target, style, record, path, used));
  return { texts, used };
}

async function section(
  { target, types, declarations }: PythonTarget,
  style: ModelStyle,
  record: ClientRecord,
  path: string,
  used: Set<string>,
): Promise<string> {
  const own = declarations.map(style.declaration);
  noteTyping(own, style, used);
  return record.types([GENERATOR, style.id], target, types, { path, find: typesIn }, async () => {
    const { typesText } = await import('./types-text.ts');
    return typesText(own, style.classes, new Set(), style.alias);
  });
}

/** The types of a target as they stand in its section, below the line that begins it. */
function typesIn(section: string): string {
  const end = section.indexOf('\n');
  return end === -1 ? '' : section.slice(end).trim();
}

/** Notes what the text of declarations needs of `typing`, without making it. */
function noteTyping(declarations: readonly Declaration[], style: ModelStyle, used: Set<string>): void {
  const classes = declarations.filter((declaration): declaration is ClassDeclaration => declaration.kind === 'class');
  const names = new Set(classes.map(({ name }) => name));
  for (const declaration of declarations) {
    if (declaration.kind === 'alias') aliasText(declaration, used, style.alias);
    else {
      const layout = style.classes(declaration, names, used);
      for (const property of declaration.properties) {
        layout.property(property);
        expression(property.type, used);
      }
    }
  }
}
