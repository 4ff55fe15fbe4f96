import { expect, test } from 'vitest';
import { readImport } from '#shared/import/read-import.ts';
import { createImportWorld } from '#test/unit/import/import-world.ts';

const HEAD =
	'# Stories\n\n## Sign in\n\nAs a reader, I want in, so that I read.\n\n**Acceptance criteria**\n\n';
const MANY = 1_000;

test('[IP16] a thousand criteria in the same words are planned, and planned again', () => {
	const world = createImportWorld();
	world.import(HEAD + '- It opens the shelf\n'.repeat(MANY));
	const ids = world.story('Sign in').criteria.map(({ id }) => id);
	expect(new Set(ids).size).toBe(MANY);
	world.import(HEAD + '- It opens the shelf at once\n'.repeat(MANY));
	expect(world.story('Sign in').criteria.map(({ id }) => id)).toEqual(ids);
});

test.each([
	['a long table', `  Given a\n  Examples:\n${'|a|\n'.repeat(150_000)}`],
	['nothing but nonsense', ' no\n'.repeat(150_000)],
])('[IM3] a scenario with %s is read', { timeout: 30_000 }, (_, steps) => {
	const read = readImport('a.feature', `Feature: a\n Scenario Outline: b\n${steps}`);
	expect(read.ok).toBe(true);
});

test('[IM3] a feature under very many tags is read', () => {
	const text = `${'@a '.repeat(150_000)}\nFeature: a\n Scenario: b\n  Given c\n`;
	expect(readImport('a.feature', text).ok).toBe(true);
});

test.each(['*', ':', '#', ' ', '\t', '.', '_', '`'])(
	'[IP16] a title of a hundred thousand times “%s” is planned',
	(sign) => {
		const title = `${sign.repeat(100_000)}x`;
		const world = createImportWorld();
		const text = `## a${title}\n\nAs a reader, I want in, so that I read.\n\n- **Priority**: ${title}\n\n- It\n`;
		expect(world.import(text).pieces.length).toBeGreaterThan(0);
	},
);

test.each([
	['more rows than there may be', 'Sign in,It works\n'.repeat(400_000), '50,000 rows'],
	['more stories than there may be', 'Sign in,It works\n'.repeat(49_000), '5,000 stories'],
])('[IM3] a table with %s is refused by the limit', (_, rows, limit) => {
	const read = readImport('a.csv', `title,criteria\n${rows}`);
	expect(!read.ok && read.error.reason).toContain(limit);
});

test('[IM3] line endings in quoted cells are no rows', () => {
	const read = readImport('a.csv', `title,notes\nSign in,"${'one\n'.repeat(60_000)}"\n`);
	expect(read.ok).toBe(true);
});

test.each(['stories', 'openspec'] as const)(
	'[IM3] more headings than a call takes arguments are read as %s',
	(format) => {
		const text = '# a\n'.repeat(150_000);
		const read = readImport('a.md', text, format);
		const pieces = read.ok ? read.value.pieces : [];
		expect(pieces.map(({ source }) => source).join('')).toBe(text);
	},
);
