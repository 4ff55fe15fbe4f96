/** What each check looks at, as it is said where it holds, and where it does not. */
const CHECKS: Readonly<Record<string, readonly [holds: string, not: string]>> = {
	schema: ['The output has its form', 'The output lacks its form'],
	'artefacts-clean': ['The artefacts have no errors', 'The artefacts have errors'],
	'artefacts-submitted': [
		'The artefacts are submitted for review',
		'Not every artefact is submitted for review',
	],
	'stories-covered': [
		'Every approved story has a context',
		'Not every approved story has a context',
	],
	'designs-remarked': [
		'The remarks are about this session’s artefacts',
		'Some remarks are about other artefacts',
	],
	'suspects-answered': [
		'Every suspect artefact is answered',
		'Not every suspect artefact is answered',
	],
	'test-file': ['The test file is there', 'The test file is missing'],
	'code-file': ['The code file is there', 'The code file is missing'],
	'only-its-files': ['Nothing else was written', 'Something else was written'],
	'tests-fail': [
		'The tests fail, as they must before the code',
		'The tests do not fail, as they must before the code',
	],
	'tests-pass': ['The tests pass', 'The tests do not pass'],
	'criteria-pass': [
		'A passing test covers every criterion',
		'Not every criterion is covered by a passing test',
	],
};

export function checkWords(check: string, passed: boolean): string {
	return CHECKS[check]?.[passed ? 0 : 1] ?? check;
}
