import { quote } from '../../model/quote.ts';
import { untrusted } from '../errors.ts';
import type { Certificate } from './certificate.ts';
import {
  authorityFault,
  type CertificateFault,
  type CertificateRules,
  certificateFault,
  signerFault,
} from './check-certificate.ts';
import { nameConstraintFault } from './name-constraints.ts';

export interface ChainQuestion extends CertificateRules {
  /** The signer's certificate. */
  readonly signer: Certificate;
  /** Certificates that came along, believed no further than they prove. */
  readonly intermediates: readonly Certificate[];
  /** Authorities that are trusted, as long as they pass the same checks. */
  readonly anchors: readonly Certificate[];
  /** The URI that the signer's certificate must carry, as `urn:assay:author:acme`. */
  readonly uri?: string;
}

/** Certificates in a chain, signer and anchor included. */
const MAX_DEPTH = 4;
/** Possible issuers looked at while a chain is sought: crossed issuers must not cost exponential time. */
const MAX_STEPS = 64;

/** A step of the search: what stands so far, from the signer upwards. */
type Path = readonly [Certificate, ...Certificate[]];

class Search {
  steps = 0;
  /** The first reason why a chain failed; it is what gets reported when none holds. */
  fault: { readonly certificate: Certificate; readonly fault: CertificateFault } | undefined;
  readonly question: ChainQuestion;

  constructor(question: ChainQuestion) {
    this.question = question;
  }

  note(certificate: Certificate, fault: CertificateFault | undefined): boolean {
    if (fault !== undefined) this.fault ??= { certificate, fault };
    return fault !== undefined;
  }
}

/**
 * Decides whether a signer's certificate leads to a trusted authority: our subset of RFC 5280 §6, over node:crypto.
 * Checked are signatures, dates, keys, algorithms, basic constraints, path length, key usages, name constraints on URIs
 * and unknown critical extensions. Revocation comes from outside, as a list of keys.
 * @returns the chain, signer first, anchor last
 * @throws AssayError cert-… (integrity), one code for each reason
 */
export function verifyChain(question: ChainQuestion): readonly Certificate[] {
  const { signer, uri } = question;
  const fault = certificateFault(signer, question) ?? signerFault(signer) ?? uriFault(signer, uri);
  if (fault !== undefined) throw refusal(signer, fault);
  const search = new Search(question);
  const chain = extend([signer], search);
  if (chain !== undefined) return chain;
  const found = search.fault ?? {
    certificate: signer,
    fault: {
      code: 'cert-chain-incomplete',
      what: `leads to no trusted authority: nobody here is ${quote(signer.issuer)}`,
    },
  };
  throw refusal(found.certificate, found.fault);
}

function extend(path: Path, search: Search): Path | undefined {
  const { anchors, intermediates } = search.question;
  const last = path[path.length - 1] ?? path[0];
  for (const anchor of anchors) {
    if (!mayIssue(anchor, last, search)) continue;
    const chain: Path = [...path, anchor];
    if (!breaks(chain, search)) return chain;
  }
  for (const next of intermediates) {
    if (path.some((each) => each.digest === next.digest) || !mayIssue(next, last, search)) continue;
    if (path.length + 1 >= MAX_DEPTH) {
      search.note(last, { code: 'cert-too-deep', what: `stands at the end of a chain of more than ${MAX_DEPTH}` });
      return undefined;
    }
    const longer: Path = [...path, next];
    const chain = breaks(longer, search) ? undefined : extend(longer, search);
    if (chain !== undefined) return chain;
  }
  return undefined;
}

/** True where the names and key identifiers say that one issued the other; the signature is checked after that. */
function mayIssue(issuer: Certificate, subject: Certificate, search: Search): boolean {
  if (!Buffer.from(issuer.subjectDer).equals(subject.issuerDer)) return false;
  search.steps += 1;
  if (search.steps > MAX_STEPS)
    throw refusal(search.question.signer, {
      code: 'cert-budget',
      what: `leads through more than ${MAX_STEPS} certificates`,
    });
  const { subjectKeyId } = issuer.extensions;
  const { authorityKeyId } = subject.extensions;
  return subjectKeyId === undefined || authorityKeyId === undefined || subjectKeyId === authorityKeyId;
}

/** Checks the newest link of a path: its last certificate as issuer of the one before, and its constraints on all below. */
function breaks(path: Path, search: Search): boolean {
  const issuer = path[path.length - 1] ?? path[0];
  const subject = path[path.length - 2] ?? path[0];
  const below = path.slice(1, -1).filter((each) => !isSelfIssued(each)).length;
  if (search.note(issuer, certificateFault(issuer, search.question) ?? authorityFault(issuer, below))) return true;
  if (search.note(subject, signatureFault(subject, issuer))) return true;
  return path.slice(0, -1).some((each) => {
    const what = nameConstraintFault(issuer, each);
    return search.note(each, what === undefined ? undefined : { code: 'cert-name-constraint', what });
  });
}

function signatureFault(subject: Certificate, issuer: Certificate): CertificateFault | undefined {
  const fault = { code: 'cert-signature-invalid', what: 'is not signed by the authority that it names' };
  try {
    const right = subject.x509.checkIssued(issuer.x509) && subject.x509.verify(issuer.x509.publicKey);
    return right ? undefined : fault;
  } catch {
    return fault;
  }
}

function uriFault(signer: Certificate, uri: string | undefined): CertificateFault | undefined {
  const named = signer.extensions.altNames.some((each) => each.kind === 'uri' && each.value === uri);
  if (uri === undefined || named) return undefined;
  return { code: 'cert-name', what: `does not carry the name ${quote(uri)}` };
}

function isSelfIssued({ subjectDer, issuerDer }: Certificate): boolean {
  return Buffer.from(subjectDer).equals(issuerDer);
}

function refusal(certificate: Certificate, { code, what }: CertificateFault): Error {
  const { path, subject } = certificate;
  return untrusted({
    code,
    message: `${path}: the certificate of ${quote(subject)} ${what}`,
    hint: 'get a certificate from a trusted authority that is made for code signing and valid now',
    location: { path },
  });
}
