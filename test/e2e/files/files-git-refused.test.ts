import { chownSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { SESSION_DESIGN } from '#test/fixtures/hand-written.ts';

const DESIGN = 'docs/design/accounts/session.md';
const ADA = { kind: 'person', id: 'ada' } as const;
const NOBODY = 65_534;

/** Only root may give a folder away. */
test.runIf(process.getuid?.() === 0)(
	'[FB18] in a repository of another user, a stash is asked about, and a Finding says why',
	async () => {
		using copy = createWorkingCopy({ [DESIGN]: SESSION_DESIGN });
		const trusted = (...args: string[]) => copy.git('-c', 'safe.directory=*', ...args);
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const text = () => workspace.files.designText('cp_0123456789');
		const edited = SESSION_DESIGN.replace('Keeps', 'Holds');
		await workspace.rooms
			.open('design:cp_0123456789')
			.edit(ADA, (yDoc) => setDesign(openDesignDoc(yDoc), edited, ADA));
		await workspace.files.flush();

		chownSync(copy.folder, NOBODY, NOBODY);
		chownSync(`${copy.folder}/.git`, NOBODY, NOBODY);
		expect(() => copy.git('status')).toThrow('dubious ownership');
		trusted('stash', '-q');
		const asked = await until(() => workspace.files.questions()[0]);
		expect(asked).toMatchObject({ kind: 'tree-differs', path: DESIGN });
		expect(text()).toBe(edited);
		const rules = () => workspace.findings().map(({ rule }) => rule);
		expect(workspace.findings()).toContainEqual(
			expect.objectContaining({
				rule: 'git-silent',
				fix: expect.stringContaining(`--add safe.directory ${copy.folder}`),
			}),
		);

		chownSync(copy.folder, 0, 0);
		chownSync(`${copy.folder}/.git`, 0, 0);
		trusted('stash', 'pop', '-q');
		await until(() => workspace.files.questions().length === 0 && !rules().includes('git-silent'));
		expect(text()).toBe(edited);
		expect(workspace.errors).toEqual([]);
	},
);
