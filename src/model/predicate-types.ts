/** The predicate types of the statements that we sign: each names one of our formats. */
export const PREDICATE = {
  bundle: 'https://assay.dev/bundle-statement/v1',
  approval: 'https://assay.dev/approval/v1',
  evidence: 'https://assay.dev/evidence/v1',
  register: 'https://assay.dev/waiver-register/v1',
  accepted: 'https://assay.dev/accepted-findings/v1',
  certification: 'https://assay.dev/certification/v1',
  record: 'https://assay.dev/decision-record/v1',
} as const;
