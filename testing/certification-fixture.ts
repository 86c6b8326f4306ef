// A small certification, and the same with hostile text wherever a file could bring text in.
import type { Certification, CertifiedFinding, CertifiedWaiver } from '../src/formats/generated/certification.ts';

export const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
export const FAILED: CertifiedFinding = {
  ruleId: 'compat/minimum-version-above-target',
  severity: 'error',
  message: 'the app needs contract v6 or later, target is v5',
  help: 'Lower the minimum.',
  location: { path: 'apps/late/cryptad-app.properties', line: 9, column: 1 },
  fingerprint: digest('1'),
  unit: 'compat#late',
  blocks: true,
};
export const WAIVED: CertifiedFinding = {
  ...FAILED,
  unit: 'compat#old',
  fingerprint: digest('2'),
  message: 'too old',
  blocks: false,
  waivedBy: 'WVR-2031-0001',
};

export const IN_USE: CertifiedWaiver = {
  path: 'waivers/old.json',
  state: 'valid',
  used: true,
  explanation: 'lets compat#old pass until 2031-05-20T00:00:00Z',
  digest: digest('3'),
  id: 'WVR-2031-0001',
  revision: 1,
  unit: 'compat#old',
  category: 'fix-deferred',
  reason: 'the next release of the app has it',
  riskLevel: 'low',
  owner: 'mailto:ben@example.org',
  requestedBy: 'mailto:ann@example.org',
  notBefore: '2031-05-09T00:00:00Z',
  expiresAt: '2031-05-20T00:00:00Z',
  tracking: ['https://example.org/t/1'],
  followUp: 'release it (by 2031-05-19T00:00:00Z)',
};

/** A no-go with one unit that blocks, one that is waived and one that passed. */
export function certification(changes: Partial<Certification> = {}): Certification {
  const summary = { errors: 1, warnings: 0, notes: 0 };
  const unit = (name: string, state: 'pass' | 'fail', outcome: 'pass' | 'block' | 'waived') => ({
    name: `compat#${name}`,
    target: { appId: name },
    state,
    outcome,
    checks: 3,
    summary,
  });
  return {
    kind: 'assay.certification',
    schemaVersion: 1,
    decision: 'no-go',
    exit: { code: 1, name: 'findings' },
    mode: 'release-candidate',
    now: '2031-05-10T12:00:00Z',
    nowSource: 'clock',
    platform: 'small',
    release: '2031.5',
    tool: { name: 'assay', version: '9.9.9', ruleSetDigest: digest('4') },
    candidate: { digest: digest('5'), artifacts: [{ kind: 'bundle', name: 'apps/late', digest: digest('6') }] },
    policy: { name: 'policy.yaml', digest: digest('7') },
    plan: { digest: digest('8'), units: 3 },
    reportDigest: digest('9'),
    inputs: [],
    summary: { requirements: 1, units: 3, blocked: 1, waived: 1, errors: 2, warnings: 1, notes: 0 },
    requirements: [
      {
        id: 'compat',
        title: 'Every app runs on this contract',
        owner: 'apps team',
        domain: 'apps',
        docs: 'docs/apps.md',
        fix: 'Mend the manifest.',
        level: 'required',
        waivable: 'single',
        state: 'fail',
        outcome: 'block',
        units: [
          { ...unit('late', 'fail', 'block'), waivable: { tier: 'single', longestDays: 14 } },
          { ...unit('old', 'fail', 'waived'), waivedBy: 'WVR-2031-0001' },
          unit('good', 'pass', 'pass'),
        ],
      },
    ],
    waivers: [
      IN_USE,
      {
        path: 'waivers/x.json',
        id: 'WVR-2031-0002',
        unit: 'compat#good',
        state: 'unused',
        used: false,
        explanation: 'compat#good does not block: its state is pass',
      },
    ],
    findings: [
      FAILED,
      WAIVED,
      {
        ...FAILED,
        ruleId: 'waiver/unused',
        severity: 'warning',
        unit: 'compat#good',
        blocks: false,
        message: 'WVR-2031-0002 is not needed',
        location: { path: 'waivers/x.json' },
      },
    ],
    ...changes,
  };
}

/** Every free text of a certification replaced: what a hostile file could bring in. */
export function hostile(text: string): Certification {
  const base = certification();
  const bad = (finding: CertifiedFinding): CertifiedFinding => ({
    ...finding,
    message: text,
    help: text,
    location: { path: text },
  });
  return {
    ...base,
    platform: text,
    requirements: base.requirements.map((one) => ({ ...one, title: text, owner: text, docs: text, fix: text })),
    waivers: base.waivers.map((one) => ({
      ...one,
      path: text,
      explanation: text,
      reason: text,
      owner: text,
      requestedBy: text,
      followUp: text,
      category: 'fix-deferred',
    })),
    findings: [...base.findings.map(bad), { ...bad(FAILED), unit: 'nowhere' }],
  };
}

/** Like `hostile`, with the names of units, waivers, domains and files too, and the text where findings are said to be waived. */
export function hostileEverywhere(text: string): Certification {
  const base = hostile(text);
  const name = (unit: string): string => `${unit} ${text}`;
  const waiver = (id: string | undefined) => (id === undefined ? {} : { waivedBy: name(id) });
  return {
    ...base,
    policy: { ...base.policy, name: text },
    candidate: {
      ...base.candidate,
      artifacts: base.candidate.artifacts.map((one) => ({ ...one, name: text })),
    },
    requirements: base.requirements.map((one) => ({
      ...one,
      domain: text,
      units: one.units.map((unit) => ({
        ...unit,
        name: name(unit.name),
        reason: text,
        producer: text,
        ...waiver(unit.waivedBy),
      })),
    })),
    waivers: base.waivers.map((one) => ({
      ...one,
      ...(one.id === undefined ? {} : { id: name(one.id) }),
      ...(one.unit === undefined ? {} : { unit: name(one.unit) }),
      tracking: [text],
    })),
    findings: base.findings.map((one) => ({
      ...one,
      ...(one.unit === undefined ? {} : { unit: name(one.unit) }),
      ...waiver(one.waivedBy),
    })),
  };
}

/** Text by which a file could try to be more than text, in every format. */
export const ATTACKS: readonly string[] = [
  '</script><script>alert(1)</script>',
  '::set-output name=x::y',
  '##[set-output name=x]y',
  'a | b || c',
  '`code` ``` fence',
  'a ]]> b ]]&gt; c',
  '=cmd()',
  "-2+3+cmd|' /C calc'!A0",
  '+1',
  '@SUM(A1)',
  'x;=1+1',
  '"=1+1',
  '\u202Eevil\u2066',
  '\u001b[31mred\u001b[0m \u009b2J',
  'a\nb\r\nc\r\rd\u2028e',
  '\n::error::x\n::stop-commands::y\n##[error]z',
  '%0A::error::x',
  'nul \u0000 and \uFFFE and \uFFFF',
  'half \uD83D of a pair \uDE00',
  'a, "quoted" \'cell\'',
  '<!-- --> <![CDATA[ &amp; &#0; &lt;',
  '../../etc/passwd?a#b:c%2e',
  'javascript:alert(1)',
  '\u00e4\ud83d\ude00 \u65e5\u672c',
];
