/** The ways in which teams keep a git repository that is not one folder with all of it in it. */
import { describe, expect, test } from 'vitest';
import { lintel } from '#test/e2e/command.ts';
import { shellFor } from '#test/e2e/guard-command.ts';
import { openFolder } from '#test/e2e/open-folder.ts';
import { until } from '#test/e2e/until.ts';
import { CODE_FILE, createProvedCopy, type ProvedCopy } from '#test/fixtures/proved-copy.ts';

async function saved(): Promise<ProvedCopy> {
	const copy = await createProvedCopy();
	copy.save();
	copy.commit();
	return copy;
}

describe('a sparse checkout', () => {
	test('[CK28] is told what of Lintel’s it leaves out, until it is brought in', async () => {
		using copy = await saved();
		copy.git('sparse-checkout', 'set', 'src');
		const { findings } = await copy.report({ scope: { rules: [], changed: 'HEAD' } });
		expect(findings.find(({ rule }) => rule === 'checkout-sparse')).toMatchObject({
			severity: 'error',
			message: expect.stringContaining('leaves out .lintel, docs/design.'),
			fix: 'Bring it in: git sparse-checkout add .lintel docs/design',
		});
		await using workspace = await openFolder(copy);
		const told = () => workspace.files.findings().map(({ rule }) => rule);
		expect(told()).toContain('checkout-sparse');
		copy.git('sparse-checkout', 'add', '.lintel', 'docs/design');
		expect((await copy.report()).findings.map(({ rule }) => rule)).not.toContain('checkout-sparse');
		await until(() => !told().includes('checkout-sparse'));
	});

	test('[CK28] is guarded by what git has, not by what lies there', async () => {
		using copy = await saved();
		await lintel(['guard', 'install', '--git'], copy);
		copy.git('sparse-checkout', 'set', 'src');
		copy.write(CODE_FILE, 'export const session = 1;\n');
		const refused = shellFor(copy).run(`git add ${CODE_FILE} && git commit -m Code`);
		expect(refused.stderr).toContain(`The design of ${CODE_FILE}`);
		expect(refused.status).not.toBe(0);
	});
});
