import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const IGNORED = ['node_modules/**', '**/node_modules/**'];

function read(pattern: string): string {
	return globSync(pattern, { exclude: IGNORED })
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
}

function ids(text: string, pattern: RegExp): string[] {
	return [...text.matchAll(pattern)].flatMap((match) => match[1]?.split(/\]\s?\[/) ?? []);
}

const stated = ids(read('*/SPEC.md'), /^- \*\*([A-Z]+\d+)\*\*/gm);
/** Contract suites, which several tests run, stand in files of their own. */
const tests = read('test/**/*.test.ts') + read('test/contract/*.ts');
const tested = new Set(ids(tests, /['"`]\[([A-Z]+\d+(?:\]\s?\[[A-Z]+\d+)*)\]/g));

test('every rule is tested', () => {
	expect(stated.filter((id) => !tested.has(id))).toEqual([]);
});

test('every test cites a rule that exists', () => {
	expect([...tested].filter((id) => !stated.includes(id))).toEqual([]);
});

test('no rule id is used twice', () => {
	expect(stated.filter((id, at) => stated.indexOf(id) !== at)).toEqual([]);
});
