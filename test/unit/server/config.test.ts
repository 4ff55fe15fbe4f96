import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parseConfig, settingsIn } from '#server/files/config/config.ts';
import { configSchema, configSchemaText } from '#server/files/config/config-schema.ts';
import { conventionsOf, levelOf } from '#shared/trace/conventions.ts';
import { designPathOf } from '#shared/trace/paths.ts';

function read(value: unknown) {
	return parseConfig({ kind: 'text', text: JSON.stringify(value) }, 'typescript');
}

function reasonOf(value: unknown): string {
	const parsed = read(value);
	return parsed.ok ? 'taken' : parsed.error.reason;
}

describe('levels of rules', () => {
	test('[VA1] the config sets the level of a rule', () => {
		const parsed = read({ rules: { 'untestable-words': 'error', 'story-form': 'off' } });
		expect(parsed.ok && settingsIn(parsed.value).rules).toEqual({
			'untestable-words': 'error',
			'story-form': 'off',
		});
	});

	test('[VA1] a file that begins with a byte order mark is read as any other', () => {
		const parsed = parseConfig({ kind: 'text', text: '\uFEFF{"preset":"go"}' }, 'typescript');
		expect(parsed).toMatchObject({ ok: true, value: { preset: 'go' } });
	});

	test('[VA1] an unknown rule is an error that suggests the one meant', () => {
		expect(reasonOf({ rules: { 'untestable-word': 'off' } })).toContain(
			'unknown rule "rules.untestable-word" (did you mean "untestable-words"?)',
		);
		expect(reasonOf({ rules: { 'story-form': 'loud' } })).toContain('"rules.story-form"');
	});

	test('[VA2] what the signed policy fails a check for gets no weaker, only stronger', () => {
		const rule = { id: 'untestable-words', severity: 'warning' } as const;
		const level = (said: 'off' | 'info' | 'error', failing: readonly string[]) =>
			levelOf(conventionsOf({ preset: 'plain', rules: { [rule.id]: said } }, failing), rule);
		expect(level('off', [])).toBe('off');
		expect(level('off', [rule.id])).toBe('warning');
		expect(level('info', [rule.id])).toBe('warning');
		expect(level('error', [rule.id])).toBe('error');
	});
});

describe('paths', () => {
	test('[VA3] rules for paths come before the preset’s, one test or several', () => {
		const parsed = read({
			preset: 'plain',
			paths: { code: [{ code: 'sql/{p}.sql', test: 'sql/{p}.test', design: 'docs/sql/{p}.md' }] },
		});
		const settings = parsed.ok ? settingsIn(parsed.value) : null;
		expect(settings && conventionsOf(settings).preset?.paths).toEqual([
			{ code: 'sql/{p}.sql', test: ['sql/{p}.test'], design: 'docs/sql/{p}.md' },
		]);
		const wrong = { code: 'sql/all.sql', test: 'x', design: 'y', tests: [] };
		expect(reasonOf({ paths: { code: [wrong] } })).toContain('a pattern holds {p}');
		expect(reasonOf({ paths: { code: [wrong] } })).toContain('did you mean "test"?');
	});

	test('[VA3] the phoenix-spec preset keeps its designs in docs/spec, unless told otherwise', () => {
		const folder = (value: unknown) => {
			const parsed = read(value);
			return parsed.ok ? parsed.value.paths.designs : null;
		};
		expect(folder({ preset: 'phoenix-spec' })).toBe('docs/spec');
		expect(folder({ preset: 'phoenix-spec', paths: { designs: 'specs' } })).toBe('specs');
		expect(folder({ preset: 'phoenix' })).toBe('docs/design');
	});
});

describe('lintel.schema.json', () => {
	test('[VA4] is what the config’s own schema says', async () => {
		await expect(configSchemaText()).toMatchFileSnapshot('../../../lintel.schema.json');
	});

	test('[VA4] takes what the config takes, and describes each key', () => {
		const schema = configSchema();
		const validate = new Ajv2020({ allErrors: true }).compile(schema);
		const fine = [
			{},
			{ $schema: './lintel.schema.json', preset: 'rust', revisions: false },
			{ rules: { 'hint-left': 'error' }, paths: { stories: 'stories.md' } },
			{ paths: { code: [{ code: 'a/{p}.c', test: ['t/{name}.c'], design: 'd/{p}.md' }] } },
		];
		const wrong = [
			{ preset: 'cobol' },
			{ rule: {} },
			{ rules: { 'hint-lefd': 'error' } },
			{ rules: { 'hint-left': 'loud' } },
			{ paths: { code: [{ code: 'a' }] } },
			{ paths: { code: [{ code: 'a/{name}.c', test: 't/{p}.c', design: 'd/{p}.md' }] } },
		];
		for (const value of fine)
			expect([value, validate(value), reasonOf(value)]).toEqual([value, true, 'taken']);
		for (const value of wrong) {
			expect([value, validate(value)]).toEqual([value, false]);
			expect(reasonOf(value)).not.toBe('taken');
		}
		const properties = JSON.stringify(schema).match(/"description"/g) ?? [];
		expect(properties.length).toBeGreaterThan(50);
	});
});

test('[VA3] a pattern with more wildcards than three is refused, and a path of any length costs little', () => {
	const withCode = (code: string) => ({
		paths: { code: [{ code, test: 'test/{p}.ts', design: 'docs/{p}.md' }] },
	});
	expect(reasonOf(withCode('*a*a*a*a{p}'))).toContain('at most three');
	const parsed = read(withCode('*a*a{p}b'));
	const { preset } = conventionsOf(settingsIn(parsed.ok ? parsed.value : failed()));
	const component = { name: 'A', code: 'a'.repeat(100_000) };
	expect(preset && designPathOf(preset, component)).toBe('docs/a.md');
});

function failed(): never {
	throw new Error('The config was refused.');
}
