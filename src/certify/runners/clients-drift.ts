import { SDK_RULES } from '../../check/rules/sdk/index.ts';
import { runRules } from '../../check/run-rules.ts';
import { buildModel } from '../../codegen/build-model.ts';
import { clientDrift } from '../../codegen/drift.ts';
import { clientFidelity } from '../../codegen/fidelity.ts';
import { generateClient } from '../../codegen/index.ts';
import { EVIDENCE_RULES } from '../../decide/evidence-rules.ts';
import { clientOptions } from '../client-options.ts';
import { type ClientPiece, type ContractPiece, contractName, currentContract } from '../platform.ts';
import { type Runner, type UnitResult, unread } from '../runner.ts';
import { distinctTargets } from '../target.ts';

/** Generates every configured client again and compares it, file by file, with what is committed. */
export const clientsDrift: Runner = {
  name: 'clients.drift',
  rules: SDK_RULES,
  units(platform) {
    const contract = currentContract(platform);
    if (contract === undefined) return [];
    const clients = platform.clients.map((client) => ({
      client,
      path: client.path,
      target: { client: client.language },
    }));
    return distinctTargets(clients).map(({ client, target }) => ({
      target,
      subjects: [contractName(platform) ?? contract.path],
      inputs: [client.path, contract.path],
      judge: () => judge(client, contract),
    }));
  },
};

async function judge(client: ClientPiece, { contract }: ContractPiece): Promise<UnitResult> {
  const { language, path, folder, previous, wishes } = client;
  if (!folder.ok) return unread(EVIDENCE_RULES.inputUnreadable, folder.error);
  if (!contract.ok) return unread(EVIDENCE_RULES.inputUnreadable, contract.error);
  if (previous && !previous.ok) return unread(EVIDENCE_RULES.inputUnreadable, previous.error);
  const options = await clientOptions(wishes, contract.value, folder.value, previous?.value);
  const expected = await generateClient(contract.value.contract, language, options, {
    folder: folder.value,
    shown: path,
  });
  const differences = clientDrift(expected, folder.value).map((one) => ({ ...one, path: `${path}/${one.file}` }));
  const findings = runRules(SDK_RULES, { language, differences });
  const fidelity = clientFidelity(buildModel(contract.value.contract, contract.value.snapshot), [language]);
  return { kind: 'judged', checks: expected.size, findings, fidelity };
}
