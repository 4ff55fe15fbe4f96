import { artefactsClean } from '#server/session/checks/artefacts-clean.ts';
import { artefactsSubmitted } from '#server/session/checks/artefacts-submitted.ts';
import type { Check } from '#server/session/checks/check.ts';
import { criteriaPass } from '#server/session/checks/criteria-pass.ts';
import { designsRemarked } from '#server/session/checks/designs-remarked.ts';
import { onlyItsFiles } from '#server/session/checks/only-its-files.ts';
import { storiesCovered } from '#server/session/checks/stories-covered.ts';
import { suspectsAnswered } from '#server/session/checks/suspects-answered.ts';
import { testsFail } from '#server/session/checks/tests-fail.ts';
import { testsPass } from '#server/session/checks/tests-pass.ts';
import { codeFile, testFile } from '#server/session/checks/trace-file.ts';
import type { StepCheck } from '#shared/session/session-type.ts';

export const CHECKS: Readonly<Record<StepCheck, Check>> = {
	'artefacts-clean': artefactsClean,
	'artefacts-submitted': artefactsSubmitted,
	'stories-covered': storiesCovered,
	'designs-remarked': designsRemarked,
	'suspects-answered': suspectsAnswered,
	'test-file': testFile,
	'code-file': codeFile,
	'only-its-files': onlyItsFiles,
	'tests-fail': testsFail,
	'tests-pass': testsPass,
	'criteria-pass': criteriaPass,
};
