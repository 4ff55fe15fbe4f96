import { expect, test } from 'vitest';
import { readDesign } from '#shared/markdown/design.ts';

const NAMES = [...'abcdefghij'];
const BOMB = NAMES.map((name, n) => {
	const before = NAMES[n - 1];
	return `${name}: &${name} [${Array(9).fill(before === undefined ? 'lol' : `*${before}`)}]`;
}).join('\n');

test.each([
	['aliases of aliases of aliases', `${BOMB}\ncriteria: *j`],
	['a hundred thousand brackets', `criteria: ${'['.repeat(100_000)}`],
	['a value that names itself', 'criteria: &a [*a]'],
	['one key very many times', 'type: module\n'.repeat(100_000)],
	['merged keys', `${BOMB}\n<<: *j`],
	['a key that is no name', '__proto__: {criteria: [ac_0000000000]}\nconstructor: x'],
])('[MD14] front matter with %s is read, and is a Finding or nothing', (_, yaml) => {
	const body = '# Session\n\nKeeps a reader signed in.\n';
	const read = readDesign(`---\nid: cp_0123456789\ncomponent: Session\n${yaml}\n---\n\n${body}`);
	expect(read.design?.criteria ?? []).toEqual([]);
	expect(read.findings.length).toBeLessThan(100);
});
