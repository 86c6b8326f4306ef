/** One error as a generated (ajv) validator reports it. */
export interface SchemaFault {
  /** RFC 6901 pointer of the faulty value. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}
