/** The author's gate: what a Design says that its tests assert, against the tests that are there. */
import type { TestFile } from '#shared/evidence/coverage.ts';
import { declaredTests } from '#shared/evidence/declared-tests.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface Assertion {
	readonly words: string;
	/** In the Design's whole Markdown, from 1. */
	readonly line: number;
}

const HEADING = /^(#{1,6})[ \t]+(.*)$/;
const BULLET = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?:\[[ x]\][ \t]+)?(.*)$/i;

/** The bullets of the section `Test Assertions`, those below its own headings included. */
export function assertionsIn(markdown: string): readonly Assertion[] {
	const assertions: Assertion[] = [];
	let level = 0;
	let fence = '';
	for (const [row, line] of markdown.split(/\r?\n/).entries()) {
		const mark = /^[ \t]*(```+|~~~+)/.exec(line)?.[1] ?? '';
		if (mark !== '') fence = fence === '' ? mark.slice(0, 3) : mark.startsWith(fence) ? '' : fence;
		if (fence !== '' || mark !== '') continue;
		const heading = HEADING.exec(line);
		if (heading !== null) {
			const [, signs = '', title = ''] = heading;
			if (/^test assertions?\b/i.test(title.trim())) level = signs.length;
			else if (signs.length <= level) level = 0;
			continue;
		}
		const words = level === 0 ? undefined : BULLET.exec(line)?.[1];
		const bare = plain(words ?? '');
		if (words !== undefined && bare !== '' && !/^(?:none|n a)$/.test(bare)) {
			assertions.push({ words: words.replace(/<!--.*?-->/g, '').trim(), line: row + 1 });
		}
	}
	return assertions;
}

/** What the Design asserts and no test is called, and tests that it says nothing of. */
export function assertionFindings(
	design: { readonly file: string; readonly markdown: string },
	test: TestFile,
): readonly Finding[] {
	const assertions = assertionsIn(design.markdown);
	if (assertions.length === 0) return [];
	const tests = declaredTests(test.path, test.text);
	const names = new Set(tests.map(({ name }) => plain(name)));
	const asserted = new Set(assertions.flatMap(({ words }) => [plain(words), plain(stated(words))]));
	const about = { severity: 'info' as const, artefact: test.design, field: null, place: null };
	return [
		...assertions
			.filter(({ words }) => !names.has(plain(words)) && !names.has(plain(stated(words))))
			.map(({ words, line }) => ({
				...{ ...about, rule: 'assertion-untested', file: design.file, line },
				message: `No test of ${test.path} is called as the Design asserts: “${cut(words)}”.`,
				fix: 'Write the test and give it these words, or take the assertion out of the Design.',
			})),
		...tests
			.filter(({ name }) => !asserted.has(plain(name)))
			.map(({ name, line }) => ({
				...{ ...about, rule: 'test-unasserted', file: test.path, line },
				message: `The Design asserts nothing of the test “${cut(name)}”.`,
				fix: 'Name it among the Design’s test assertions, or call the test as one of them.',
			})),
	];
}

/** Templates ask for assertions by function: `` `lock`: locks after five ``. */
const ABOUT = /^(?:`[^`]{1,100}`[, ]*)+(?::|[–—-] )/;

/** What is stated, without the functions that it is about. */
function stated(words: string): string {
	return words.replace(ABOUT, '');
}

/** Case, quotes, code marks, rule ids in brackets and a leading “test” say nothing. */
function plain(words: string): string {
	return words
		.slice(0, 2_000)
		.normalize('NFC')
		.toLowerCase()
		.replace(/<!--.*?-->/g, ' ')
		.replace(/\[[^\]]{0,40}\]/g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.replace(/^test (?=.)/, '');
}

function cut(words: string): string {
	return words.length > 120 ? `${words.slice(0, 119)}…` : words;
}
