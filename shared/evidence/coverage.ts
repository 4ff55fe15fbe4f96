/**
 * Which criteria the tests of one file cover, and how those tests came out.
 *
 * A test says it itself; four styles are read, and none is guessed:
 *
 *     test('… [ac_0f2k9c41tz]')            an id anywhere in the name, a suite's or the test's
 *     @ac_0f2k9c41tz                        a Gherkin scenario's tag
 *     // covers: ac_0f2k9c41tz              above the test; so do decorators, attributes and tags
 *     test('Sign in: five wrong … lock')    the Story's title and the criterion's words, in one name
 *                                           or as the suite and the test in it
 *
 * What names a criterion that isn't there, or could mean two, covers nothing and is a Finding.
 */
import type { CriterionNames } from '#shared/evidence/criterion-names.ts';
import { idsIn, isCriterionId } from '#shared/evidence/criterion-names.ts';
import { type DeclaredTest, declaredTests } from '#shared/evidence/declared-tests.ts';
import type { TestResult } from '#shared/evidence/report.ts';
import type { CriterionResult } from '#shared/evidence/seen-evidence.ts';
import type { AcceptanceCriterionId, ComponentId } from '#shared/id.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Coverage {
	/** By id, each once: red where any of its tests failed, skipped where none ran. */
	readonly criteria: readonly CriterionResult[];
	readonly findings: readonly Finding[];
}

export interface TestFile {
	readonly design: ComponentId;
	readonly path: string;
	readonly text: string;
}

type Named =
	| { readonly id: AcceptanceCriterionId }
	| { readonly problem: 'unknown' | 'ambiguous' | 'twice'; readonly said: string };

export function coverageOf(
	file: TestFile,
	tests: readonly TestResult[],
	names: CriterionNames,
): Coverage {
	const declared = Map.groupBy(declaredTests(file.path, file.text), ({ name }) => name);
	const results = new Map<AcceptanceCriterionId, CriterionResult['result']>();
	const findings = new Map<string, Finding>();
	for (const test of tests) {
		const own = test.path.at(-1) ?? '';
		const above = aboveOf(file, declared, own);
		for (const one of [...namedBy(test, names), ...namedAbove(above, names)]) {
			const isTwice = 'id' in one && names.isTwice(one.id);
			const named = isTwice ? ({ problem: 'twice', said: one.id } as const) : one;
			if ('id' in named) {
				results.set(named.id, worse(results.get(named.id), test.result));
				continue;
			}
			const line = above?.line ?? declared.get(own)?.[0]?.line ?? null;
			const finding = findingOf(file, named, own, line);
			findings.set(finding.message, finding);
		}
	}
	const criteria = [...results].map(([id, result]) => {
		return { id, text: names.textOf(id) ?? '', result };
	});
	return {
		criteria: criteria.sort((a, b) => (a.id < b.id ? -1 : 1)),
		findings: [...findings.values()],
	};
}

/** What stands above the test of this name; nothing where two of the file are called so. */
function aboveOf(
	{ path, text }: TestFile,
	declared: ReadonlyMap<string, readonly DeclaredTest[]>,
	name: string,
): DeclaredTest | null {
	const found =
		declared.get(name) ?? asRun(path, text, name).flatMap((one) => declared.get(one) ?? []);
	return found.length === 1 ? (found[0] ?? null) : null;
}

/** What the file may call a test that its runner says otherwise. */
function asRun(path: string, text: string, name: string): readonly string[] {
	// pytest says each case of a parametrised test: `test_many[1]`.
	if (path.endsWith('.py')) return [name.replace(/\[.*\]$/, '')];
	if (!/\.exs?$/.test(path)) return [];
	// ExUnit puts what `describe` says before it.
	const blocks = [...text.matchAll(DESCRIBE)].map(([, words = '']) => `${words} `);
	const around = new Set(blocks.filter((words) => name.startsWith(words)));
	return [...around].map((words) => name.slice(words.length));
}

const DESCRIBE = /^[ \t]*describe[ \t]+"((?:[^"\\\n]|\\.){1,400})"/gm;

function namedBy(test: TestResult, names: CriterionNames): readonly Named[] {
	const ids = [...test.path, ...test.tags].flatMap(idsIn).map((id) => named(id, names));
	return [...ids, ...namedInWords(test.path, names)];
}

function namedAbove(declared: DeclaredTest | null, names: CriterionNames): readonly Named[] {
	return (declared?.above ?? []).flatMap(({ text }) => {
		const told = /\bcovers\s*[:(]\s*(.*)$/i.exec(text)?.[1];
		const isTag = /^\s*(?:@|#\[|\[)/.test(text);
		if (told === undefined && !isTag) return [];
		const ids = idsIn(told ?? text);
		if (ids.length > 0 || told === undefined || isTag) return ids.map((id) => named(id, names));
		const words = told.replace(/\*\/\s*$/, '').trim();
		return namedInWords([words], names);
	});
}

function named(id: string, names: CriterionNames): Named {
	const known = isCriterionId(id) && names.textOf(id) !== null;
	return known ? { id } : { problem: 'unknown', said: id };
}

/** `Story: criterion` in the test's own name, or a suite called like the Story around it. */
function namedInWords(path: readonly string[], names: CriterionNames): readonly Named[] {
	const own = path.at(-1) ?? '';
	for (const suite of path.slice(0, -1)) {
		const found = names.named(suite, own);
		if (found.length > 0) return [oneOf(found, `${suite}: ${own}`)];
	}
	// Longer ones are no Story's title and a criterion, and would take long to try.
	if (own.length > LONGEST) return [];
	for (let at = own.indexOf(':'); at !== -1; at = own.indexOf(':', at + 1)) {
		const [title, words] = [own.slice(0, at), own.slice(at + 1)];
		const found = names.named(title, words);
		if (found.length > 0) return [oneOf(found, own)];
		if (names.isStory(title)) return [{ problem: 'unknown', said: own }];
	}
	// ExUnit says `describe` and `test` in one name.
	for (let at = own.indexOf(' '); at !== -1; at = own.indexOf(' ', at + 1)) {
		const found = names.named(own.slice(0, at), own.slice(at + 1));
		if (found.length > 0) return [oneOf(found, own)];
	}
	return [];
}

const LONGEST = 600;

function oneOf(found: readonly AcceptanceCriterionId[], said: string): Named {
	const [id, other] = found;
	return id === undefined || other !== undefined ? { problem: 'ambiguous', said } : { id };
}

function worse(
	before: CriterionResult['result'] | undefined,
	result: TestResult['result'],
): CriterionResult['result'] {
	if (before === 'red' || result === 'failed') return 'red';
	return before === 'green' || result === 'passed' ? 'green' : 'skipped';
}

function findingOf(
	{ design, path }: TestFile,
	{ problem, said }: Extract<Named, { problem: string }>,
	test: string,
	line: number | null,
): Finding {
	const unknown = problem === 'unknown';
	return {
		rule: unknown ? 'coverage-unknown' : 'coverage-ambiguous',
		severity: 'warning',
		message: unknown
			? `The test “${cut(test)}” names a criterion that is not here: ${quoted(said)}.`
			: `The test “${cut(test)}” could mean several criteria: ${quoted(said)}.`,
		fix: FIXES[problem],
		...{ artefact: design, field: null, place: null, file: path, line },
	};
}

function quoted(words: string): string {
	return `“${cut(words)}”`;
}

const FIXES = {
	unknown:
		'Name the criterion by the id that stands after it in the stories, or by its words as they read.',
	ambiguous: 'Name the criterion by its id: [ac_…] in the name of the test.',
	twice: 'Take the id out behind one of the criteria that have it: Lintel gives that one its own.',
} as const;

function cut(words: string): string {
	return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}
