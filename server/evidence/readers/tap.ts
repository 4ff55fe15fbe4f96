/**
 * TAP 13 and 14, with the subtests of node --test (before their parent, deeper) and of Vitest (in
 * braces after it). A plan says how many tests there have to be: a stream that was cut short shows.
 */

import { MOST_TESTS, nameFrom, tooMany, unreadable } from '#server/evidence/readers/unreadable.ts';
import { append } from '#shared/append.ts';
import { type TestReport, type TestResult, WHOLE } from '#shared/evidence/report.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

interface Level {
	readonly indent: number;
	/** The suite in whose braces this is; null for a level that its parent follows. */
	readonly inside: string | null;
	/** What was said of that suite. */
	readonly result: TestResult['result'];
	readonly tests: TestResult[];
	count: number;
	plan: number | null;
}

const LINE = /^( *)(not )?ok\b(?: +\d+)?(?: +-(?= ))? ?(.*)$/;
const DEEPEST = 64;

export function readTap(text: string): Result<TestReport, Refusal> {
	const lines = text.split(/\r?\n/);
	const levels: Level[] = [levelAt(0, null)];
	let yaml: { readonly indent: number; readonly from: number } | null = null;
	let all = 0;
	for (const [n, line] of lines.entries()) {
		const indent = line.length - line.trimStart().length;
		const said = line.trim();
		if (yaml !== null) {
			if (said === '...' && indent <= yaml.indent) yaml = null;
			continue;
		}
		if (said === '---') {
			yaml = { indent, from: n + 1 };
			continue;
		}
		if (/^Bail out!/.test(said)) return err(unreadable(`the run bailed out at line ${n + 1}`));
		if (said === '}') {
			const problem = close(levels, n + 1);
			if (problem !== null) return err(problem);
			continue;
		}
		const plan = /^1\.\.(\d{1,9})\b/.exec(said)?.[1];
		const found = LINE.exec(line);
		if (plan === undefined && found === null) continue;
		const level = levelFor(levels, indent);
		if (level === null) return err(unreadable(`its subtests nest too deep at line ${n + 1}`));
		if (plan !== undefined) {
			level.plan = Number(plan);
			continue;
		}
		if (++all > MOST_TESTS) return err(tooMany());
		const cut = cutBelow(levels, level, n + 1);
		if (cut !== null) return err(cut);
		const opens = isDeeper(lines[n + 1] ?? '', indent);
		take(levels, level, found?.[2] !== undefined, found?.[3] ?? '', opens);
	}
	if (yaml !== null)
		return err(unreadable(`a YAML block that begins at line ${yaml.from} never ends`));
	const [top] = levels;
	if (top === undefined || levels.length > 1) return err(unreadable('it ends inside a subtest'));
	const cut = cutShort(top, 'its end');
	if (cut !== null) return err(cut);
	if (top.plan === null) return err(unreadable('it has no plan (1..N), so it may be cut short'));
	return ok({ format: 'tap', tests: top.tests });
}

function levelAt(
	indent: number,
	inside: string | null,
	result: TestResult['result'] = 'passed',
): Level {
	return { indent, inside, result, tests: [], count: 0, plan: null };
}

/** The level that a line of this indent belongs to: a deeper one begins with it. */
function levelFor(levels: Level[], indent: number): Level | null {
	let last = levels.at(-1);
	// Braces begin their own level, at whatever indent its first line has.
	if (last !== undefined && last.inside !== null) return last;
	if (last !== undefined && indent > last.indent) {
		if (levels.length >= DEEPEST) return null;
		last = levelAt(indent, null);
		levels.push(last);
	}
	return levels.findLast((one) => one.indent <= indent) ?? last ?? null;
}

/** Of the subtests that a line is the parent of, the first that lacks some of its own. */
function cutBelow(levels: readonly Level[], level: Level, line: number): Refusal | null {
	for (const one of levels.slice(levels.indexOf(level) + 1)) {
		const cut = cutShort(one, `line ${line}`);
		if (cut !== null) return cut;
	}
	return null;
}

/** What stands in a suite's braces; details of a test, whose name may end in a brace, are none. */
function isDeeper(next: string, indent: number): boolean {
	return next.length - next.trimStart().length > indent && next.trim() !== '---';
}

function take(
	levels: Level[],
	level: Level,
	failed: boolean,
	rest: string,
	mayOpen: boolean,
): void {
	const { name, skipped, todo, opens } = nameIn(rest, mayOpen);
	const below = levels.splice(levels.indexOf(level) + 1).flatMap((one) => one.tests);
	level.count++;
	const result = skipped || todo ? 'skipped' : failed ? 'failed' : 'passed';
	if (opens) {
		levels.push(levelAt(level.indent + 1, name, result));
		return;
	}
	if (below.length === 0) {
		level.tests.push({ ...ABOUT, path: [name], result });
		return;
	}
	append(level.tests, inSuite(name, below, result));
}

/** A suite that failed and none of its tests did: its hooks, perhaps. */
function inSuite(
	name: string,
	tests: readonly TestResult[],
	result: TestResult['result'],
): readonly TestResult[] {
	const isTold = result !== 'failed' || tests.some((one) => one.result === 'failed');
	const all = isTold ? tests : [...tests, { ...ABOUT, path: [WHOLE], result }];
	return all.map((one) => ({ ...one, path: [name, ...one.path] }));
}

const ABOUT = { file: null, owner: null, tags: [] } as const;

function close(levels: Level[], line: number): Refusal | null {
	const level = levels.at(-1);
	const outer = levels.at(-2);
	if (level === undefined || outer === undefined || level.inside === null) return null;
	levels.pop();
	append(outer.tests, inSuite(level.inside, level.tests, level.result));
	return cutShort(level, `line ${line}`);
}

function cutShort({ plan, count }: Level, where: string): Refusal | null {
	if (plan === null || plan === count) return null;
	return unreadable(`it plans ${plan} tests and tells of ${count} at ${where}`);
}

function nameIn(rest: string, mayOpen: boolean) {
	const opens = mayOpen && rest.endsWith('{');
	const words = opens ? rest.slice(0, -1) : rest;
	const hash = directiveIn(words);
	const directive = hash === -1 ? '' : words.slice(hash + 1).trim();
	const name = hash === -1 ? words : words.slice(0, hash);
	return {
		name: nameFrom(name.replace(/\\([#\\])/g, '$1')) || WHOLE,
		skipped: /^skip/i.test(directive),
		todo: /^todo/i.test(directive),
		opens,
	};
}

/** Where ` # SKIP`, ` # TODO` or ` # time=` begins; a `\#` is part of the name. */
function directiveIn(words: string): number {
	for (let at = words.indexOf('#'); at !== -1; at = words.indexOf('#', at + 1)) {
		const after = words.slice(at + 1).trimStart();
		if (words[at - 1] === ' ' && /^(?:(?:skip(?:ped)?|todo)\b|time=)/i.test(after)) return at;
	}
	return -1;
}
