/** Statements that others defined. */
export const FOREIGN = {
  verificationSummary: 'https://slsa.dev/verification_summary/v1',
  simpleVerificationResult: 'https://in-toto.io/attestation/svr/v0.2',
  testResult: 'https://in-toto.io/attestation/test-result/v0.1',
} as const;

/** Our members of their predicates: each is named by a URI, as in-toto asks of extensions. */
export const EXTENSION = {
  waivers: 'https://assay.dev/ns/waivers',
  accepted: 'https://assay.dev/ns/acceptedFindings',
  validUntil: 'https://assay.dev/ns/validUntil',
  notRunTests: 'https://assay.dev/ns/notRunTests',
} as const;

/** Who verified, whatever the machine: the key says who ran it. */
export const VERIFIER_ID = 'https://assay.dev/certify/v1';
