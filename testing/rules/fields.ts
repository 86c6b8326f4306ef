import { isJsonObject, type JsonObject, type JsonValue } from '../../src/model/json/value.ts';

/** Typed access to a fixture's object; a member that nobody knows is a mistake in the fixture. */
export class Fields {
  private readonly object: JsonObject;

  constructor(value: JsonValue | undefined, known: readonly string[]) {
    if (!isJsonObject(value)) throw new Error(`expected an object with ${known.join(', ')}`);
    for (const name of Object.keys(value)) if (!known.includes(name)) throw new Error(`unknown member ${name}`);
    this.object = value;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  value(name: string): JsonValue | undefined {
    return this.has(name) ? this.object[name] : undefined;
  }

  text(name: string): string | undefined;
  text(name: string, otherwise: string): string;
  text(name: string, otherwise?: string): string | undefined {
    const value = this.value(name) ?? otherwise;
    if (value !== undefined && typeof value !== 'string') throw new Error(`${name}: expected a string`);
    return value;
  }

  number(name: string): number | undefined;
  number(name: string, otherwise: number): number;
  number(name: string, otherwise?: number): number | undefined {
    const value = this.value(name) ?? otherwise;
    if (value !== undefined && typeof value !== 'number') throw new Error(`${name}: expected a number`);
    return value;
  }

  flag(name: string): boolean | undefined;
  flag(name: string, otherwise: boolean): boolean;
  flag(name: string, otherwise?: boolean): boolean | undefined {
    const value = this.value(name) ?? otherwise;
    if (value !== undefined && typeof value !== 'boolean') throw new Error(`${name}: expected true or false`);
    return value;
  }

  list(name: string): readonly JsonValue[] {
    const value = this.value(name) ?? [];
    if (!Array.isArray(value)) throw new Error(`${name}: expected a list`);
    return value;
  }

  texts(name: string): string[] {
    return this.list(name).map((item) => {
      if (typeof item !== 'string') throw new Error(`${name}: expected strings`);
      return item;
    });
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new Error(`${name}: expected one of ${choices.join(', ')}`);
    return found;
  }
}
