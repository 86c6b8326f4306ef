/** The predicate types of the statements that we sign: each names one of our formats. */
export const PREDICATE = {
  approval: 'https://assay.dev/approval/v1',
  register: 'https://assay.dev/waiver-register/v1',
} as const;
