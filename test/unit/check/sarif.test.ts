/** SARIF is held against its own schema, which Microsoft's matchers bring along. */
import fs, { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { CheckFinding } from '#server/check/report.ts';
import { RULE_CATALOGUE } from '#server/check/rule-catalogue.ts';
import { runCheck } from '#server/check/run-check.ts';
import { sarifOf } from '#server/check/sarif.ts';
import { hashOf } from '#shared/hash.ts';
import { createRepository } from '#test/e2e/world/repository.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import { CODE_FILE, createProvedCopy, DESIGN_FILE } from '#test/fixtures/proved-copy.ts';

const schema = JSON.parse(
	readFileSync(
		createRequire(import.meta.url).resolve(
			'@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json',
		),
		'utf8',
	),
);
/** Its draft is older than what this validator knows; none of the words that it uses changed. */
const { $schema: _, id: __, ...rules } = schema;
const validate = new Ajv({
	strict: false,
	unicodeRegExp: false,
	formats: {
		'date-time': true,
		uri: (text: string) => URL.canParse(text),
		'uri-reference': (text: string) => URL.canParse(text, 'file:///') && !/[\s\\]/.test(text),
	},
}).compile(rules);

async function sarifOfCopy(change: (findings: readonly CheckFinding[]) => readonly CheckFinding[]) {
	using copy = await createProvedCopy();
	copy.save();
	copy.write(CODE_FILE, '');
	const checked = await copy.check();
	if (!checked.ok) throw new Error(checked.error.reason);
	const { report, sourceAt } = checked.value;
	return sarifOf(report, change(report.findings), '1.2.3', sourceAt);
}

const COMMAND = {
	verbose: true,
	list: false,
	fix: 'no',
	scope: { changed: null, rules: [] },
} as const;

describe('SARIF', () => {
	test('[CK18] follows its schema, and points at files of the repository alone', async () => {
		const sarif = JSON.parse(JSON.stringify(await sarifOfCopy((findings) => findings)));
		expect(validate(sarif), JSON.stringify(validate.errors)).toBe(true);
		const [run] = sarif.runs;
		const first = run.results[0];
		expect(first).toMatchObject({ ruleId: 'code-before-approval', level: 'error' });
		expect(first.locations[0].physicalLocation).toEqual({
			artifactLocation: { uri: CODE_FILE, uriBaseId: '%SRCROOT%' },
			region: { startLine: 1, startColumn: 1 },
		});
		expect(run.tool.driver.rules[first.ruleIndex]).toMatchObject({
			id: 'code-before-approval',
			name: 'CodeBeforeApproval',
			defaultConfiguration: { level: 'error' },
		});
		expect(JSON.stringify(sarif)).not.toContain(tmpdir());
		expect(validate({ ...sarif, version: '3' })).toBe(false);
	});

	test('[CK18] leads from the top of the repository that the folder lies in, each folder apart', async () => {
		using repository = createRepository({ 'apps/web shop/context_map.md': '## Mail\n' });
		const runOf = async (folder: string) => {
			const printed: string[] = [];
			const host = { version: '1', disk: fs, run: runProgram, grammars: [], colour: false };
			await runCheck(
				{ ...host, print: (line) => printed.push(line), warn: () => {} },
				{ folder, root: null, base: null, form: 'sarif', ...COMMAND },
			);
			return JSON.parse(printed.join('\n')).runs[0];
		};
		const { results, automationDetails } = await runOf(`${repository.folder}/apps/web shop`);
		expect(JSON.stringify(results)).toContain('"apps/web%20shop/.lintel/log"');
		expect(automationDetails.id).toBe('lintel-check/apps/web shop/');
		expect((await runOf(repository.folder)).automationDetails.id).toBe('lintel-check/');
	});

	test('[CK18] says what fails as an error, and notes as notes', async () => {
		const sarif = await sarifOfCopy((findings) => [
			{ ...(findings.at(-1) ?? raise()), severity: 'info', failing: false },
			{ ...(findings.at(-1) ?? raise()), severity: 'warning', failing: true },
		]);
		expect(sarif.runs[0]?.results.map(({ level }) => level)).toEqual(['error', 'note']);
	});

	test('[CK18] knows a finding again when its line moved, and equal ones apart', async () => {
		const marked = { file: DESIGN_FILE, line: 12, rule: 'section-missing' };
		const printsOf = async (line: number, by: string) => {
			using copy = await createProvedCopy();
			copy.write(DESIGN_FILE, by + copy.read(DESIGN_FILE));
			copy.save();
			const checked = await copy.check();
			if (!checked.ok) throw new Error(checked.error.reason);
			const { report, sourceAt } = checked.value;
			const one = { ...(report.findings[0] ?? raise()), ...marked, line };
			return sarifOf(report, [one, one], '1', sourceAt).runs[0]?.results.map(
				({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash,
			);
		};
		const [first, second] = (await printsOf(12, '')) ?? [];
		expect(first).toMatch(/^[0-9a-f]{32}:1$/);
		expect(second).toBe(first?.replace(/1$/, '2'));
		expect(await printsOf(14, '\n\n')).toEqual([first, second]);
		expect(await printsOf(10, '')).not.toEqual([first, second]);
	});

	test('[CK18] keeps within what code scanning stores, the worst first, and says what it left out', async () => {
		const sarif = await sarifOfCopy(([one = raise()]) => [
			...Array.from({ length: 6_000 }, () => ({
				...one,
				severity: 'info' as const,
				failing: false,
			})),
			{ ...one, severity: 'error', failing: true, file: 'src/ä b#?\ud800.ts' },
		]);
		const [run] = sarif.runs;
		expect(run?.results).toHaveLength(5_000);
		expect(run?.results[0]?.level).toBe('error');
		const uri = run?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri;
		expect(uri).toBe('src/%C3%A4%20b%23%3F%EF%BF%BD.ts');
		expect(JSON.stringify(run?.invocations)).toContain('1001 more findings were left out');
		expect(validate(JSON.parse(JSON.stringify(sarif)))).toBe(true);
	});

	test('[CK18] stays below every limit that code scanning has, with the largest run it can make', async () => {
		const all = [...RULE_CATALOGUE.keys()];
		const sarif = await sarifOfCopy(([one = raise()]) =>
			Array.from({ length: 5_000 }, (_, n) => ({
				...{ ...one, rule: all[n % all.length] ?? one.rule, file: `src/area-${n}/part-${n}.ts` },
				message: `Number ${n}: ${hashOf(String(n)).repeat(8)}`,
			})),
		);
		expect(sarif.runs).toHaveLength(1);
		const [{ tool, results } = raise()] = sarif.runs;
		expect(tool.driver.rules).toHaveLength(all.length);
		for (const { id, name, shortDescription, fullDescription, properties } of tool.driver.rules) {
			expect(Math.max(id.length, name.length)).toBeLessThanOrEqual(255);
			expect(shortDescription.text.length).toBeLessThanOrEqual(1_024);
			expect(fullDescription.text.length).toBeLessThanOrEqual(1_024);
			expect(properties.tags.length).toBeLessThanOrEqual(10);
		}
		for (const { ruleId, ruleIndex, message, locations, partialFingerprints } of results) {
			expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
			expect(message.text).not.toBe('');
			expect(partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{32}:\d+$/);
			expect(locations).toHaveLength(1);
			const { uri } = locations[0]?.physicalLocation.artifactLocation ?? raise();
			expect(uri).not.toMatch(/^[/.]|^[a-z]+:|\\/i);
		}
		expect(gzipSync(JSON.stringify(sarif)).length).toBeLessThan(10_000_000);
	});
});

function raise(): never {
	throw new Error('There is no finding.');
}
