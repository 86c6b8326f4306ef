import type { FidelityLoss, TargetFidelity } from '../formats/generated/client-report.ts';
import { typesOfTargets } from './ir/build-types.ts';
import type { ClientModel } from './model.ts';
import type { ClientLanguage } from './targets/language.ts';
import { lowerTypes } from './targets/python/lower.ts';

/**
 * What the schemas of each target demand and the types of its clients don't say, by role, pointer and keyword: first
 * what no type of any language says, then what those of one language don't. Targets without a loss are left out.
 * @throws AssayError client-schema-reference, client-schema-shape
 */
export function clientFidelity(model: ClientModel, languages: readonly ClientLanguage['id'][]): TargetFidelity[] {
  const python = languages.includes('python');
  return model.namespaces
    .flatMap(({ targets }) => typesOfTargets(targets))
    .map((types): TargetFidelity => {
      const own = python ? lowerTypes(types).losses : [];
      const losses: FidelityLoss[] = [
        ...types.losses,
        ...own.map((loss) => ({ ...loss, language: 'python' as const })),
      ];
      return { target: types.target, losses };
    })
    .filter(({ losses }) => losses.length > 0);
}
