import type { ClientLanguage } from './language.ts';
import { PYTHON } from './python/generate.ts';
import { TYPESCRIPT } from './typescript/generate.ts';

/** Every language that `assay clients generate --lang` takes, the default first. */
export const LANGUAGES: readonly ClientLanguage[] = [TYPESCRIPT, PYTHON];
