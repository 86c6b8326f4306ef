// The public library: the nouns and pure helpers that the commands themselves are made of.

export { main } from './cli/main.ts';
export { type Digest, digestBytes, digestJson } from './model/digest.ts';
export { AssayError, type ErrorKind, EXIT, type ExitCode, worstExit } from './model/errors.ts';
export { type Finding, type Location, type Severity, type Summary, summarize } from './model/finding.ts';
export type { Io, Output } from './model/io.ts';
export { CanonicalError, canonicalJson } from './model/json/canonical.ts';
export { type JsonDocument, type JsonParseOptions, parseJson } from './model/json/parse.ts';
export type { JsonObject, JsonPrimitive, JsonValue } from './model/json/value.ts';
export { signEnvelope } from './trust/dsse/sign-envelope.ts';
export { verifyEnvelope } from './trust/dsse/verify-envelope.ts';
export { evaluateTrust } from './trust/store/evaluate-trust.ts';
export { readTrustStore } from './trust/store/read-trust-store.ts';
