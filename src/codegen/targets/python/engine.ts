import {
  type ClassType,
  funPrefixNamer,
  type Input,
  InputData,
  makeNamesTypeAttributes,
  type Namer,
  type OptionValues,
  PythonRenderer,
  PythonTargetLanguage,
  type pythonOptions,
  quicktypeMultiFileSync,
  type RenderContext,
  type Sourcelike,
  type StringTypeMapping,
  StringTypes,
  type Type,
  type TypeBuilder,
  type TypeRef,
} from 'quicktype-core';
import type { TypeNode } from '../../ir/model.ts';
import type { ClassLayout, ClassStyle } from './class-style.ts';
import type { ClassDeclaration } from './declarations.ts';
import { expression } from './expression.ts';

/**
 * Writes the classes of one target, each after those it needs where that is possible. One run per target: names and
 * order never depend on another one. The engine is handed types, never a schema: it reads no keyword, opens no file and
 * invents no name. What it has no type for (unions, constants) it takes as `Any`, and ours is written in its place.
 * @param used takes what the text needs of `typing`
 */
export function renderClasses(classes: readonly ClassDeclaration[], style: ClassStyle, used: Set<string>): string {
  if (classes.length === 0) return '';
  const inputData = new InputData();
  inputData.addInput(new Classes(classes));
  const files = quicktypeMultiFileSync({
    inputData,
    lang: new Language(classes, style, used),
    inferMaps: false,
    inferEnums: false,
    combineClasses: false,
    ignoreJsonRefs: true,
  });
  const lines = [...files.values()].flatMap((file) => file.lines);
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n\n')
    .trim();
}

/** True for what the engine writes by itself as we would. */
function isNative(node: TypeNode, names: ReadonlySet<string>): boolean {
  if (node.kind === 'array') return isNative(node.items, names);
  if (node.kind === 'object') return node.properties.length === 0 && isNative(node.additional, names);
  if (node.kind === 'reference') return names.has(node.name);
  return ['null', 'boolean', 'string', 'number', 'integer'].includes(node.kind);
}

/** Classes as the engine's own types, without a schema between. */
class Classes implements Input<never> {
  readonly kind = 'classes';
  readonly needIR = true;
  readonly needSchemaProcessing = false;
  private readonly classes: readonly ClassDeclaration[];

  constructor(classes: readonly ClassDeclaration[]) {
    this.classes = classes;
  }

  async addTypes(_context: unknown, builder: TypeBuilder): Promise<void> {
    this.addTypesSync(_context, builder);
  }

  addTypesSync(_context: unknown, builder: TypeBuilder): void {
    const refs = new Map(
      this.classes.map(({ name }) => [
        name,
        builder.getUniqueClassType(makeNamesTypeAttributes(name, false), true, undefined),
      ]),
    );
    const names = new Set(refs.keys());
    for (const { name, properties } of this.classes) {
      const made = properties.map((property) => {
        const type = isNative(property.type, names) ? engineType(property.type, builder, refs) : undefined;
        const ref = type ?? builder.getPrimitiveType('any');
        return [property.name, builder.makeClassProperty(ref, !property.required)] as const;
      });
      const ref = refs.get(name);
      if (ref === undefined) throw new Error(`no class was made for ${name}`);
      builder.setObjectProperties(ref, new Map(made), undefined);
      builder.addTopLevel(name, ref);
    }
  }

  async addSource(): Promise<void> {}
  addSourceSync(): void {}
  singleStringSchemaSource(): undefined {
    return undefined;
  }
}

function engineType(node: TypeNode, builder: TypeBuilder, refs: ReadonlyMap<string, TypeRef>): TypeRef | undefined {
  switch (node.kind) {
    case 'null':
    case 'integer':
      return builder.getPrimitiveType(node.kind);
    case 'boolean':
      return builder.getPrimitiveType('bool');
    case 'number':
      return builder.getPrimitiveType('double');
    case 'string':
      return builder.getStringType(new Map(), StringTypes.unrestricted);
    case 'reference':
      return refs.get(node.name);
    case 'array': {
      const items = engineType(node.items, builder, refs);
      // The first reference is 0.
      return items === undefined ? undefined : builder.getArrayType(new Map(), items);
    }
    case 'object': {
      const values = engineType(node.additional, builder, refs);
      return values === undefined ? undefined : builder.getMapType(new Map(), values);
    }
    default:
      return undefined;
  }
}

const OPTIONS: OptionValues<typeof pythonOptions> = {
  features: { typeHints: true, dataClasses: true, builtinGenerics: true, unionOperators: true },
  justTypes: true,
  nicePropertyNames: false,
  pydanticBaseModel: false,
};

/** The engine's Python without its conversions of dates and numbers, and with optional properties apart from null. */
class Language extends PythonTargetLanguage {
  private readonly classes: readonly ClassDeclaration[];
  private readonly style: ClassStyle;
  private readonly used: Set<string>;

  constructor(classes: readonly ClassDeclaration[], style: ClassStyle, used: Set<string>) {
    super();
    this.classes = classes;
    this.style = style;
    this.used = used;
  }

  override get stringTypeMapping(): StringTypeMapping {
    return new Map();
  }

  override get supportsOptionalClassProperties(): boolean {
    return true;
  }

  protected override makeRenderer(context: RenderContext): PythonRenderer {
    return new Renderer(this, context, this.classes, this.style, this.used);
  }
}

class Renderer extends PythonRenderer {
  private readonly classes: ReadonlyMap<string, ClassDeclaration>;
  private readonly classNames: ReadonlySet<string>;
  private readonly style: ClassStyle;
  private readonly used: Set<string>;
  private readonly written = new Set<string>();
  private nameOf: ReadonlyMap<Type, string> | undefined;
  private current: ClassLayout | undefined;

  constructor(
    language: Language,
    context: RenderContext,
    classes: readonly ClassDeclaration[],
    style: ClassStyle,
    used: Set<string>,
  ) {
    super(language, context, OPTIONS);
    this.classes = new Map(classes.map((declaration) => [declaration.name, declaration]));
    this.classNames = new Set(this.classes.keys());
    this.style = style;
    this.used = used;
  }

  protected override forbiddenNamesForGlobalNamespace(): readonly string[] {
    return [];
  }

  /** Names are ours, and unique; the engine must not restyle them. */
  protected override makeNamedTypeNamer(): Namer {
    return funPrefixNamer('type', (name) => name);
  }

  protected override emitImports(): void {}

  protected override namedType(type: Type): Sourcelike {
    const name = this.ownName(type);
    return this.written.has(name) ? name : `"${name}"`;
  }

  protected override declarationLine(): Sourcelike {
    return this.current?.open ?? '';
  }

  protected override emitClass(type: ClassType): void {
    const name = this.ownName(type);
    const declaration = this.classes.get(name);
    if (declaration === undefined) throw new Error(`the engine made ${name} by itself`);
    const layout = this.style(declaration, this.classNames, this.used);
    this.current = layout;
    const types = type.getProperties();
    for (const line of layout.before) this.emitLine(line);
    this.declareType(type, () => {
      for (const line of layout.documentation) this.emitLine(line);
      for (const property of declaration.properties) {
        const engine = types.get(property.name);
        const text =
          engine && isNative(property.type, this.classNames)
            ? this.pythonType(engine.type)
            : expression(property.type, this.used);
        const { before, start, end, after } = layout.property(property);
        for (const line of before) this.emitLine(line);
        this.emitLine(start, text, end);
        for (const line of after) this.emitLine(line);
      }
    });
    for (const line of layout.close) this.emitLine(line);
    this.written.add(name);
  }

  private ownName(type: Type): string {
    this.nameOf ??= new Map([...this.topLevels].map(([name, top]) => [top, name]));
    const name = this.nameOf.get(type);
    if (name === undefined) throw new Error('the engine made a type by itself');
    return name;
  }
}
