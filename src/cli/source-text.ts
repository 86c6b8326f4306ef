import type { ContractSource } from '../formats/generated/contract.ts';

/** A contract source as a file holds it: YAML where the file's name says so, else indented JSON; author order. */
export async function sourceText(source: ContractSource, file: string | undefined): Promise<string> {
  if (file === undefined || !/\.ya?ml$/.test(file)) return `${JSON.stringify(source, null, 2)}\n`;
  const { formatYaml } = await import('../formats/format-yaml.ts');
  return formatYaml(source);
}
