import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { printReport } from '#server/check/print-report.ts';
import { CheckReport, exitCodeOf } from '#server/check/report.ts';
import { reportSchemaText } from '#server/check/report-schema.ts';

const finding: CheckReport['findings'][number] = {
	rule: 'changed-since-approval',
	severity: 'warning',
	failing: false,
	message: 'It changed.',
	fix: 'Change it back.',
	artefact: 'st_0000000001',
	file: 'user_stories.md',
	line: 3,
	column: 1,
	endColumn: null,
	fixable: false,
	known: false,
};

function reportWith(change: Partial<CheckReport> = {}): CheckReport {
	return {
		version: 1,
		root: { id: 'a'.repeat(64), words: 'one two three four five six', pinned: true },
		checkout: 'main 3fa2c1e',
		base: null,
		scope: { rules: null, changed: null },
		log: { segments: 1, events: 2, admitted: 2, counted: 2 },
		imports: { how: 'read', files: 3, unread: [] },
		gates: { story: 'required', context: 'off', design: 'advisory' },
		artefacts: [
			{
				...{ id: 'st_0000000001', kind: 'story', title: 'Sign in', state: 'approved' },
				...{ file: 'user_stories.md', line: 3, phase: 'approved', standing: 'current' },
				...{ changed: false, bypassed: false, revision: null, approvedRevision: null },
				approvals: [
					{
						...{ member: 'mb_0000000ada', name: 'Ada', assurance: 'presence' },
						...{ at: '2026-11-22T10:00:00.000Z', event: 'b'.repeat(64) },
					},
				],
			},
		],
		findings: [finding],
		summary: { error: 0, warning: 1, info: 0, failing: 0, fixable: 0, known: 0 },
		...change,
	};
}

const plain = { colour: false, verbose: false, list: false };

describe('a report', () => {
	test('[CK10] has its schema beside it, which takes every report and no stray key', async () => {
		await expect(reportSchemaText()).toMatchFileSnapshot('../../../lintel-check.schema.json');
		const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(reportSchemaText()));
		expect(validate(reportWith())).toBe(true);
		expect(validate({ ...reportWith(), more: 1 })).toBe(false);
		expect(CheckReport.parse(reportWith())).toEqual(reportWith());
	});

	test('[CK10] ends with 1 for what fails, and with 0 for warnings alone', () => {
		expect(exitCodeOf(reportWith())).toBe(0);
		const summary = { error: 0, warning: 1, info: 0, failing: 1, fixable: 0, known: 0 };
		expect(exitCodeOf(reportWith({ summary }))).toBe(1);
	});

	test('[CK10] reads like a compiler’s, what fails first, and sums up', () => {
		const error = {
			...finding,
			severity: 'error',
			failing: true,
			file: 'src/a.ts',
			line: 1,
		} as const;
		const note = { ...finding, severity: 'info', rule: 'never-approved' } as const;
		const lines = printReport(reportWith({ findings: [finding, note, error] }), plain);
		expect(lines).toEqual([
			'src/a.ts:1:1 error changed-since-approval It changed.',
			'    Change it back.',
			'',
			'user_stories.md:3:1 warning changed-since-approval It changed.',
			'    Change it back.',
			'',
			'stories   1 (1 approved)',
			'designs   0 · advisory',
			'log       2 events in 1 segment, 2 count',
			'root      one two three four five six (pinned)',
			'imports   of 3 code files read',
			'0 errors, 1 warning, 0 notes (--verbose shows the notes)',
		]);
		const listed = printReport(reportWith(), { ...plain, list: true });
		expect(listed).toContain(
			'approved         story    Sign in (user_stories.md:3) by Ada, passkey, 2026-11-22',
		);
	});

	test('[CK3] says of what is approved whether its code is there, and whether tests back it', () => {
		const of = (phase: 'implemented' | 'verified', state: 'approved' | 'suspect' = 'approved') => {
			const artefacts = reportWith().artefacts.map((one) => ({ ...one, phase, state }));
			return printReport(reportWith({ artefacts }), { ...plain, list: true }).join('\n');
		};
		expect(of('verified')).toContain('stories   1 (1 verified)');
		expect(of('verified')).toMatch(/^verified {9}story {4}Sign in .* by Ada, passkey/m);
		expect(of('implemented')).toContain('stories   1 (1 implemented)');
		expect(of('verified', 'suspect')).toContain('stories   1 (1 suspect)');
	});

	test('[CK2] names nobody while it is unpinned', () => {
		const root = { id: 'a'.repeat(64), words: 'one two three four five six', pinned: false };
		const lines = printReport(reportWith({ root }), { ...plain, list: true }).join('\n');
		expect(lines).toContain('somebody (unpinned), passkey');
		expect(lines).toContain('UNPINNED');
		expect(lines).not.toContain('Ada');
	});

	test('[CK11] prints nothing of people’s that a terminal would obey', () => {
		const hostile = '\u001b[2Jgone\u202e\u0007';
		const report = reportWith({
			findings: [{ ...finding, message: hostile, fix: hostile, file: hostile }],
			artefacts: reportWith().artefacts.map((one) => ({ ...one, title: hostile })),
		});
		const lines = printReport(report, { ...plain, list: true }).join('\n');
		expect(lines).not.toMatch(/[\u202e]|\p{Cc}(?<!\n)/u);
		expect(printReport(report, { ...plain, colour: true }).join('\n')).toContain('\u001b[33m');
	});
});
