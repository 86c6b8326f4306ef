/** What the file of a bundle's statement is called: the bundle's own name, and this. */
export const STATEMENT_SUFFIX = '.intoto.jsonl';

/** The role that a principal of a trust document needs, so that its signature over a bundle counts. */
export const BUNDLE_SIGNER = 'bundle-signer';
