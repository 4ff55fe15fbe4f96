import disk from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkRepository } from '#server/check/check-repository.ts';
import { printReport } from '#server/check/print-report.ts';
import { runProgram } from '#test/e2e/run-program.ts';

/** The project's own stories, context map and designs, held against its own rules. */
test('Lintel finds nothing to mend in its own stories, map, designs and imports', {
	timeout: 60_000,
}, async () => {
	const folder = resolve(import.meta.dirname, '..');
	const host = { disk, run: runProgram, grammars: [resolve(folder, 'node_modules')] };
	const checked = await checkRepository(host, { folder, pin: null, base: null });
	if (!checked.ok) throw new Error(`${checked.error.reason} ${checked.error.fix}`);
	const { report } = checked.value;
	const wrong = report.findings.filter(({ failing, severity }) => failing || severity !== 'info');
	const quiet = { colour: false, list: false, verbose: false };
	expect(wrong.length, printReport(report, quiet).join('\n')).toBe(0);
	expect(report.imports).toMatchObject({ how: 'read', unread: [] });
});
