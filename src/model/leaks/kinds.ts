/** What must never reach a published document, by kind. */
export const LEAK_KINDS = [
  'process-token',
  'session-token',
  'nonce',
  'form-password',
  'credential',
  'request-body',
  'query-string',
  'file-path',
  'sandbox-command',
  'environment-value',
  'private-key',
  'private-insert-uri',
  'clock',
] as const;

export type LeakKind = (typeof LEAK_KINDS)[number];

/**
 * How a text is read:
 * prose; name (what an operation is called, which may be a digest in hex); route (a slash starts a route and not a file path, a question mark has no place);
 * pattern (a regular expression, where `?`, `=` and `\` are syntax); example (data that a schema shows: an instant there
 * is nobody's clock); digest (public random-looking text: a digest, a signature, a public key).
 */
export type Reading = 'prose' | 'name' | 'route' | 'pattern' | 'example' | 'digest';
