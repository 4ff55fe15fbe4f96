import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownRules, RULE_CATALOGUE } from '#server/check/rule-catalogue.ts';
import { createProvedCopy } from '#test/fixtures/proved-copy.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** Where Findings are made that a check can tell. */
const FOLDERS = [
	'server/check',
	'shared/markdown',
	'server/trace',
	'server/imports',
	'shared/imports',
	'shared/evidence',
];
const FILES = ['disk/read-text', 'scan', 'log/segments', 'git/sparse'].map(
	(name) => `server/files/${name}.ts`,
);

function sourcesIn(folder: string): readonly string[] {
	try {
		const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
		return names.filter((name) => name.endsWith('.ts')).map((name) => `${folder}/${name}`);
	} catch {
		return [];
	}
}

describe('the rules of a check', () => {
	test('[CK20] have a sentence each, wherever their findings are made', () => {
		const made = [...FOLDERS.flatMap(sourcesIn), ...FILES].flatMap((path) => {
			const text = readFileSync(join(ROOT, path), 'utf8');
			const calls = text.matchAll(/(?:fileFinding\(|tell\(|\brule:)\s*'([a-z]+(?:-[a-z]+)*)'/g);
			return [...calls].map(([, rule = '']) => rule);
		});
		expect(made.length).toBeGreaterThan(30);
		expect(made.filter((rule) => !RULE_CATALOGUE.has(rule))).toEqual([]);
		for (const { says } of RULE_CATALOGUE.values()) expect(says).toMatch(/^[A-Z].*\.$/u);
	});

	test('[CK20] are told alone, and one that there is none of is refused with the nearest', async () => {
		using copy = await createProvedCopy();
		copy.save();
		const all = await copy.report();
		const scope = { rules: ['section-missing'], changed: null };
		const some = await copy.report({ scope });
		expect(some.findings.map(({ rule }) => rule)).toEqual(
			all.findings.map(({ rule }) => rule).filter((rule) => rule === 'section-missing'),
		);
		expect(some.findings.length).toBeGreaterThan(0);
		expect(some.scope.rules).toEqual(['section-missing']);
		expect(some.artefacts).toEqual(all.artefacts);
		const refused = await copy.check({ scope: { rules: ['section-mising'], changed: null } });
		expect(refused).toMatchObject({
			ok: false,
			error: {
				reason: 'There is no rule “section-mising”.',
				fix: 'Did you mean --rule section-missing?',
			},
		});
		expect(knownRules([])).toMatchObject({ ok: true });
	});
});
