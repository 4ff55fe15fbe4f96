/**
 * JUnit's XML, as Vitest, Jest, node --test, pytest, ExUnit's junit_formatter, Surefire and most others
 * write it. Nothing in it is expanded or fetched: a DOCTYPE is refused before anything of it is read.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { MOST_TESTS, nameFrom, tooMany, unreadable } from '#server/evidence/readers/unreadable.ts';
import { type TestReport, type TestResult, WHOLE } from '#shared/evidence/report.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const DEEPEST = 64;

interface Suite {
	readonly name: string;
	readonly file: string | null;
	/** By its own word some test of it failed. */
	readonly claimsFailure: boolean;
	/** How many tests there were when it began. */
	readonly from: number;
	/** As `node --test` writes one. */
	readonly isNodes: boolean;
}

export function readJunit(text: string): Result<TestReport, Refusal> {
	const parser = new SaxesParser();
	const tests: TestResult[] = [];
	const suites: Suite[] = [];
	const open: string[] = [];
	/** Those that are open: a case in a case is one of its own. */
	const cases: TestResult[] = [];
	/** `node --test` runs what is to be done, counts its failure, and doesn't fail for it. */
	const todo = new Set<TestResult>();
	let why: Refusal | null = null;

	parser.on('error', (error) => stop(unreadable(placed(error.message))));
	parser.on('doctype', () => {
		stop(unreadable(`it holds a DOCTYPE at ${where()}`, 'Let the runner write plain JUnit XML.'));
	});
	parser.on('opentag', (tag) => {
		if (open.length === 0 && tag.name !== 'testsuites' && tag.name !== 'testsuite') {
			stop(
				unreadable(`it begins with <${nameFrom(tag.name).slice(0, 60)}>, not with <testsuites>`),
			);
		}
		if (open.length >= DEEPEST) stop(unreadable(`its elements nest too deep at ${where()}`));
		open.push(tag.name);
		enter(tag);
	});
	parser.on('closetag', (tag) => {
		open.pop();
		const done = tag.name === 'testcase' ? cases.pop() : undefined;
		if (done !== undefined) take(done);
		if (tag.name === 'testsuite' || tag.name === 'testsuites') leave();
	});

	function take(test: TestResult): void {
		if (tests.length >= MOST_TESTS) stop(tooMany());
		tests.push(test);
	}

	/** A suite that counts a failure and names none failed beside its tests. */
	function leave(): void {
		const suite = suites.at(-1);
		const fails = (test: TestResult) => test.result === 'failed' || todo.has(test);
		if (suite?.claimsFailure === true && !tests.slice(suite.from).some(fails)) {
			take({ ...testFrom({ name: WHOLE }, suites), result: 'failed' });
		}
		suites.pop();
	}

	function enter(tag: SaxesTagPlain): void {
		const { name, attributes } = tag;
		if (name === 'testsuite' || name === 'testsuites') {
			const file = attributes['file'] ?? attributes['filepath'] ?? null;
			const own = name === 'testsuite' ? nameFrom(attributes['name'] ?? '') : '';
			const counts = [attributes['failures'], attributes['errors']];
			const claimsFailure = counts.some((count) => Number(count) > 0);
			const isNodes = attributes['disabled'] !== undefined;
			suites.push({ name: own, file, claimsFailure, from: tests.length, isNodes });
		}
		if (name === 'testcase') cases.push(testFrom(attributes, suites));
		const current = cases.at(-1);
		const isFailure = name === 'failure' || name === 'error';
		if (current !== undefined && isFailure && !todo.has(current)) {
			cases.splice(-1, 1, { ...current, result: 'failed' });
		}
		if (current?.result === 'passed' && name === 'skipped') {
			const skipped: TestResult = { ...current, result: 'skipped' };
			cases.splice(-1, 1, skipped);
			if (attributes['type'] === 'todo') todo.add(skipped);
		}
		// Beside the test cases of a suite: its set-up failed.
		if (current === undefined && isFailure && suites.length > 0) {
			take({ ...testFrom({ name: WHOLE }, suites), result: 'failed' });
		}
	}

	function where(): string {
		return `line ${parser.line}, column ${parser.column}`;
	}

	function stop(refusal: Refusal): never {
		why ??= refusal;
		throw new Unreadable();
	}

	try {
		parser.write(text).close();
	} catch (error) {
		if (why === null && !(error instanceof Unreadable)) why = unreadable('it is not XML');
	}
	return why === null ? ok({ format: 'junit', tests }) : err(why);
}

class Unreadable extends Error {}

function testFrom(
	attributes: Readonly<Record<string, string>>,
	suites: readonly Suite[],
): TestResult {
	const owner = attributes['classname'] ?? attributes['class'] ?? null;
	if (owner === BESIDE) return { ...NOWHERE, result: 'failed' };
	const file = attributes['file'] ?? suites.findLast((one) => one.file !== null)?.file ?? null;
	// ExUnit says `test`, the describe block and the test in one name.
	const elixir = owner?.startsWith('Elixir.') === true;
	const isNodes = isOfNode(
		owner,
		suites.findLast((suite) => suite.name !== ''),
	);
	const name = nameFrom(attributes['name'] ?? '').replace(
		elixir ? /^(?:test|property) / : /^$/,
		'',
	);
	const around = suites.map((suite) => suite.name).filter((one) => one !== '' && one !== file);
	const path = [...around, ...name.split(' > ')];
	const said = [attributes['status'], attributes['result']].join(' ');
	return {
		file: file === null ? null : nameFrom(file),
		// Before it named files, Node had the same word here for every test.
		owner: owner === null || (isNodes && file === null) ? null : nameFrom(owner),
		path: isNodes ? path.map(unquoted) : path,
		result: FAILED.test(said) ? 'failed' : SKIPPED.test(said) ? 'skipped' : 'passed',
		tags: [],
	};
}

/** What Vitest calls that which went wrong beside its tests. */
const BESIDE = 'vitest unhandled errors';
const NOWHERE = { file: null, owner: null, path: [WHOLE], tags: [] } as const;

/** Some say it in an attribute, with no element below. */
const FAILED = /\b(?:fail|failed|failure|error|errored)\b/i;
const SKIPPED = /\b(?:skipped|disabled|notrun|suppressed)\b/i;

/** `node --test` says the suite as the class, and `test` where there is none. */
function isOfNode(owner: string | null, suite: Suite | undefined): boolean {
	if (suite === undefined) return owner === 'test';
	return suite.isNodes && (owner === 'test' || owner === suite.name);
}

/** It escapes quotes twice (Node 20 to 24). */
function unquoted(name: string): string {
	return name.replaceAll('&quot;', '"');
}

/** saxes says `3:14: unclosed tag: x.`; people count lines and columns in words. */
function placed(message: string): string {
	const said = /^(\d+):(\d+): (.*?)\.?$/s.exec(message);
	if (said === null) return nameFrom(message).slice(0, 200);
	const [, line, column, what = ''] = said;
	return `${what.slice(0, 200)} at line ${line}, column ${column}`;
}
