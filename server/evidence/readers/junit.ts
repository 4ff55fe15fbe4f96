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
}

export function readJunit(text: string): Result<TestReport, Refusal> {
	const parser = new SaxesParser();
	const tests: TestResult[] = [];
	const suites: Suite[] = [];
	const open: string[] = [];
	let current: TestResult | null = null;
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
		if (tag.name === 'testsuite') suites.pop();
		if (tag.name !== 'testcase' || current === null) return;
		if (tests.length >= MOST_TESTS) stop(tooMany());
		tests.push(current);
		current = null;
	});

	function enter(tag: SaxesTagPlain): void {
		const { name, attributes } = tag;
		if (name === 'testsuite') {
			const file = attributes['file'] ?? attributes['filepath'] ?? null;
			suites.push({ name: nameFrom(attributes['name'] ?? ''), file });
		}
		if (name === 'testcase') current = testFrom(attributes, suites);
		if (current !== null && (name === 'failure' || name === 'error')) {
			current = { ...current, result: 'failed' };
		}
		if (current !== null && name === 'skipped' && current.result === 'passed') {
			current = { ...current, result: 'skipped' };
		}
		// An error beside the test cases of a suite: its set-up failed.
		if (current === null && name === 'error' && suites.length > 0) {
			tests.push({ ...testFrom({ name: WHOLE }, suites), result: 'failed' });
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
	const file = attributes['file'] ?? suites.findLast((one) => one.file !== null)?.file ?? null;
	// ExUnit says `test`, the describe block and the test in one name.
	const elixir = owner?.startsWith('Elixir.') === true;
	const name = nameFrom(attributes['name'] ?? '').replace(
		elixir ? /^(?:test|property) / : /^$/,
		'',
	);
	const around = suites.map((suite) => suite.name).filter((one) => one !== '' && one !== file);
	const status = attributes['status'] ?? attributes['result'];
	const skipped = status === 'skipped' || status === 'disabled' || status === 'notrun';
	return {
		file: file === null ? null : nameFrom(file),
		owner: owner === null ? null : nameFrom(owner),
		path: [...around, ...name.split(' > ')],
		result: skipped ? 'skipped' : 'passed',
		tags: [],
	};
}

/** saxes says `3:14: unclosed tag: x.`; people count lines and columns in words. */
function placed(message: string): string {
	const said = /^(\d+):(\d+): (.*?)\.?$/s.exec(message);
	if (said === null) return nameFrom(message).slice(0, 200);
	const [, line, column, what = ''] = said;
	return `${what.slice(0, 200)} at line ${line}, column ${column}`;
}
