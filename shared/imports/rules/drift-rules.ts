import { dependencyUnused } from '#shared/imports/rules/dependency-unused.ts';
import type { DriftRule } from '#shared/imports/rules/drift-rule.ts';
import { importNotAllowed } from '#shared/imports/rules/import-not-allowed.ts';

/** Every rule that needs the code's own imports, and so the repository. */
export const DRIFT_RULES: readonly DriftRule[] = [importNotAllowed, dependencyUnused];
