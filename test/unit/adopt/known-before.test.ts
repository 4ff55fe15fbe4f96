import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BASELINE_FILE, baselineOf, baselineText } from '#server/adopt/baseline.ts';
import { linesOf } from '#server/adopt/known.ts';
import { checkRepository } from '#server/check/check-repository.ts';
import { printReport } from '#server/check/print-report.ts';
import type { CheckReport } from '#server/check/report.ts';
import { runProgram } from '#test/e2e/world/run-program.ts';
import {
	CODE_FILE,
	createProvedCopy,
	DESIGN_FILE,
	type ProvedCopy,
} from '#test/fixtures/proved-copy.ts';

async function checked(copy: ProvedCopy, base: string | null = null) {
	const asked = { folder: copy.folder, pin: null, base };
	const done = await checkRepository({ disk: fs, run: runProgram }, asked);
	if (!done.ok) return done.error;
	return done.value.report;
}

function reportIn(done: Awaited<ReturnType<typeof checked>>): CheckReport {
	if (!('summary' in done)) throw new Error(done.reason);
	return done;
}

/** Takes all of today's findings for known. */
function adopt(copy: ProvedCopy, report: CheckReport): void {
	const lineAt = linesOf((path) => copy.read(path));
	copy.write(BASELINE_FILE, baselineText(baselineOf(report.findings, lineAt)));
}

const plain = { colour: false, verbose: false, list: false };

describe('a check with a baseline', () => {
	test('[AD2] fails on what is new alone, and counts what is known', async () => {
		using copy = await createProvedCopy();
		copy.write(DESIGN_FILE, `${copy.read(DESIGN_FILE)}\n## Purpose\n\nHidden\u200b.\n`);
		const before = reportIn(await checked(copy));
		const hidden = before.findings.find(({ rule }) => rule === 'hidden-characters');
		expect(hidden?.failing).toBe(true);
		adopt(copy, before);

		const after = reportIn(await checked(copy));
		const known = after.findings.filter((finding) => finding.known);
		expect(known.some(({ rule }) => rule === 'hidden-characters')).toBe(true);
		expect(known.some(({ failing }) => failing)).toBe(false);
		expect(after.summary.known).toBe(known.length);
		const words = printReport(after, plain).join('\n');
		expect(words).not.toContain('hidden-characters');
		expect(words).toContain(`known     ${known.length} from before`);
		expect(printReport(after, { ...plain, verbose: true }).join('\n')).toContain(
			'hidden-characters',
		);

		copy.write(DESIGN_FILE, `# Above\n\n${copy.read(DESIGN_FILE)}\nMore\u200b.\n`);
		const fresh = reportIn(await checked(copy)).findings.filter(({ failing }) => failing);
		expect(fresh.map(({ rule }) => rule)).toContain('hidden-characters');
	});

	test('[AD3] still says what no person approved, whatever the file holds', async () => {
		using copy = await createProvedCopy();
		copy.write(CODE_FILE, 'export {};\n');
		copy.save();
		const before = reportIn(await checked(copy));
		const early = (report: CheckReport) =>
			report.findings.filter(({ rule }) => rule === 'code-before-approval');
		expect(early(before).length).toBeGreaterThan(0);
		adopt(copy, before);
		expect(early(reportIn(await checked(copy)))).toEqual(early(before));
	});

	test.each(['not JSON', '{"version":2,"findings":[]}'])('[AD3] refuses %s', async (text) => {
		using copy = await createProvedCopy();
		copy.write(BASELINE_FILE, text);
		expect(await checked(copy)).toMatchObject({ guard: 'baseline-invalid' });
	});

	test('[AD4] is told that the baseline holds more than the base’s', async () => {
		using copy = await createProvedCopy();
		copy.save();
		const grown = (report: CheckReport) =>
			report.findings.filter(({ rule }) => rule === 'baseline-grown');
		expect(grown(reportIn(await checked(copy, 'HEAD')))).toEqual([]);
		adopt(copy, reportIn(await checked(copy)));
		expect(grown(reportIn(await checked(copy, 'HEAD')))).toHaveLength(1);
	});
});
