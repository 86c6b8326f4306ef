/** How a module is written: as TypeScript, or for a package as JavaScript with its declarations. */
export type ModuleForm = 'ts' | 'js' | 'dts';

/** One statement of a generated module, before it is known in which form it is written. */
export type Statement = ImportStatement | TypesStatement | ConstStatement | FunctionStatement | ReexportStatement;

/** `import * as name from 'from'`; only its types where `typesOnly`. */
export interface ImportStatement {
  readonly kind: 'import';
  readonly name: string;
  readonly from: string;
  readonly typesOnly?: boolean;
}

/** Interfaces and aliases, as they are in TypeScript and in declarations. */
export interface TypesStatement {
  readonly kind: 'types';
  readonly text: string;
}

export interface ConstStatement {
  readonly kind: 'const';
  readonly doc: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

export interface FunctionStatement {
  readonly kind: 'function';
  readonly doc: string;
  readonly name: string;
  /** With its angle brackets; absent where there is none. */
  readonly generics?: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly initial?: string }[];
  readonly returns: string;
  readonly result: string;
  /** The result is what the compiler can't know. */
  readonly asserted?: boolean;
}

/** `export … from`, in every form or for types alone. */
export interface ReexportStatement {
  readonly kind: 'reexport';
  readonly values: readonly string[];
  readonly types: readonly string[];
  readonly from: string;
}

/** The module's text without its header; statements that a form doesn't have leave no trace. */
export function moduleText(statements: readonly Statement[], form: ModuleForm): string[] {
  const imports = statements.filter(({ kind }) => kind === 'import').flatMap((statement) => written(statement, form));
  const others = statements.filter(({ kind }) => kind !== 'import').flatMap((statement) => written(statement, form));
  return [...(imports.length === 0 ? [] : [imports.join('\n')]), ...others];
}

function written(statement: Statement, form: ModuleForm): string | string[] {
  switch (statement.kind) {
    case 'import':
      if (form === 'js' && statement.typesOnly) return [];
      return `import ${statement.typesOnly ? 'type ' : ''}* as ${statement.name} from '${statement.from}';`;
    case 'types':
      return form === 'js' ? [] : statement.text;
    case 'reexport':
      return reexported(statement, form);
    case 'const': {
      const { doc, name, type, value } = statement;
      if (form === 'dts') return `${comment(doc)}export declare const ${name}: ${type};`;
      return `${comment(doc)}export const ${name}${form === 'ts' ? `: ${type}` : ''} = ${value};`;
    }
    case 'function':
      return functionText(statement, form);
  }
}

function reexported({ values, types, from }: ReexportStatement, form: ModuleForm): string | string[] {
  const names = form === 'js' ? values : [...values, ...types.map((name) => `type ${name}`)];
  if (names.length === 0) return [];
  if (values.length === 0) return `export type { ${types.join(', ')} } from '${from}';`;
  const line = `export { ${names.join(', ')} } from '${from}';`;
  return line.length <= 120 ? line : `export {\n${names.map((name) => `  ${name},`).join('\n')}\n} from '${from}';`;
}

function functionText(statement: FunctionStatement, form: ModuleForm): string {
  const { doc, name, generics = '', parameters, returns, result, asserted = false } = statement;
  if (form === 'js') {
    const names = parameters.map((parameter) => parameter.name + (parameter.initial ? ` = ${parameter.initial}` : ''));
    return `${comment(doc)}export function ${name}(${names.join(', ')}) {\n  return ${result};\n}`;
  }
  const typed = parameters.map(({ name: parameter, type, initial }) => {
    if (initial === undefined) return `${parameter}: ${type}`;
    return form === 'ts' ? `${parameter}: ${type} = ${initial}` : `${parameter}?: ${type}`;
  });
  const signature = `function ${name}${generics}(${typed.join(', ')}): ${returns}`;
  if (form === 'dts') return `${comment(doc)}export declare ${signature};`;
  return `${comment(doc)}export ${signature} {\n  return ${result}${asserted ? ` as ${returns}` : ''};\n}`;
}

function comment(doc: string): string {
  return `/** ${doc} */\n`;
}
