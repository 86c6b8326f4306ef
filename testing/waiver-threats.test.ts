// Every way in which somebody could get past the gate by a waiver, and the tests that hold it shut: two at least of each.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const DECIDE = 'src/decide/decide.waivers.test.ts';
const APPROVALS = 'src/decide/decide.approvals.test.ts';
const READ = 'src/certify/read-approvals.test.ts';
const STORY = 'testing/waiver-story.test.ts';
const COMMANDS = 'src/cli/commands/waiver.test.ts';
const REGISTER = 'src/cli/commands/waiver-register.test.ts';
const MUTATIONS = 'testing/waiver-mutations.test.ts';
const LEAKS = 'src/certify/certify.leaks.test.ts';

/** Threat → tests, each by its file and the name that stands in it. */
const THREATS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'over-broad: it names more than was looked at': [
    [DECIDE, 'one that lists only some of the findings does not hide the others'],
    [DECIDE, 'every state that blocks must be covered, not only the worst'],
    [COMMANDS, 'a finding too many'],
    [APPROVALS, 'over the budget no waiver counts'],
  ],
  'expired: it is used after its time': [
    [DECIDE, 'the interval is half open'],
    [STORY, 'an expired waiver'],
    [COMMANDS, 'list, show, approve and prune say what the gate says'],
  ],
  'clock games: it is asked for or decided in the future': [
    [DECIDE, 'one that was asked for after now does not hold'],
    [APPROVALS, 'still to come'],
  ],
  'stale digest: the candidate was built again': [
    [STORY, 'the candidate is rebuilt'],
    [REGISTER, 'writes the next revision where the same findings block, and nobody has approved it'],
    [DECIDE, 'production wants the candidate named, and no more than 14 days'],
  ],
  'self-approval: who asks or made the evidence approves': [
    [APPROVALS, 'by who asked, under whatever spelling'],
    [APPROVALS, 'by who made the evidence'],
    [STORY, 'a self-approved waiver: by the command, and by the gate where somebody signs all the same'],
    [COMMANDS, 'who asked for it, in capitals'],
  ],
  'one person counts twice': [
    [APPROVALS, 'one person with two roles, two keys or two spellings is one person'],
    [COMMANDS, 'one decision of one person is made once on one report; a file is never replaced'],
  ],
  'forged: bytes, names or keys are not those of who is named': [
    [STORY, 'a forged approval: words changed under the signature'],
    [STORY, 'a forged approval: signed by another person than it names'],
    [READ, 'counts for nothing, says why, and stops nobody else'],
    [MUTATIONS, 'no approval says anything but what its principal signed'],
    [MUTATIONS, 'no register says anything but what the release manager signed'],
  ],
  'replay: a decision about something else is used': [
    [STORY, 'a replayed approval: of the revision before, of another waiver, in another release'],
    [APPROVALS, 'is for another candidate'],
    [APPROVALS, 'is for release'],
  ],
  'deleted revocation, or an older register': [
    [APPROVALS, 'makes a decision stick: one that it lists can not be taken away'],
    [REGISTER, 'counts up, and what was listed stays listed'],
    [REGISTER, 'keeps what an earlier register revoked'],
    [STORY, 'a waiver that was revoked, whoever approved it'],
  ],
  'a waiver or the whole register is left out': [
    [APPROVALS, 'blocks where a waiver that it lists is gone, even an unused one'],
    [APPROVALS, 'is demanded in production and where the policy says always'],
    [REGISTER, 'follows no register that nobody can believe, and begins anew for another release'],
  ],
  'unused: it waits for a finding to come': [
    [DECIDE, 'one that waives nothing is reported, and blocks only where the policy says so'],
    [REGISTER, 'removes what has expired or waives nothing, with its decisions'],
    [COMMANDS, 'list narrows down'],
  ],
  'what is waived is not seen any more': [
    [DECIDE, 'a waived finding stays an error and names its waiver'],
    [STORY, 'ends with everything said in the certification'],
  ],
  'the approver saw something else': [
    [APPROVALS, 'approvals on another report are a warning, not a block'],
    [COMMANDS, 'binds the report that was saved, and refuses one of something else'],
    [COMMANDS, 'shows what is signed before it is signed'],
    [COMMANDS, 'says what changed since the revision that was approved'],
  ],
  'laundering: the same is waived again under another id': [
    [APPROVALS, 'a third renewal is refused, declared or not'],
    [APPROVALS, 'time adds up from the first'],
    [COMMANDS, 'counts renewals over files, whatever they are called'],
    [REGISTER, 'keeps what another waiver goes on with, and what still blocks'],
  ],
  'hostile text: a secret, a control character, a text to fill in': [
    [LEAKS, 'a secret in a waiver blocks, though nothing else does'],
    [COMMANDS, 'a secret in a comment is not signed'],
    [COMMANDS, 'a text to fill in that the format takes'],
  ],
  'a test key decides about production': [
    [APPROVALS, 'by a test key in production alone'],
    [APPROVALS, 'that is broken or signed by a test key leaves every waiver out'],
  ],
  'a name that somebody only typed counts as an approval': [
    [REGISTER, 'makes a request of the release certification’s form, with what blocks here'],
    [REGISTER, 'reads the real file %s'],
    [COMMANDS, 'knows all that the report knows, and nobody takes it for a waiver'],
  ],
};

describe('the ways past the gate', () => {
  test.each(Object.entries(THREATS))('%s', (_, tests) => {
    expect(new Set(tests.map(String)).size).toBeGreaterThanOrEqual(2);
    for (const [file, name] of tests) expect(textOf(file), `${name} in ${file}`).toContain(name);
  });
});

function textOf(file: string): string {
  return readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8').replaceAll("\\'", "'");
}
