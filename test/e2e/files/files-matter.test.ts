import { expect, test } from 'vitest';
import { openDesignDoc } from '#shared/doc/design-doc.ts';
import { setDesign } from '#shared/doc/edits/design.ts';
import { setStoryNotes } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc } from '#shared/doc/stories-doc.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { SESSION_DESIGN } from '#test/fixtures/hand-written.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const DESIGN = 'docs/design/accounts/session.md';

test.each(['mine', 'theirs'] as const)(
	'[FB17] a key of front matter that both changed is asked about, and %s counts',
	async (answer) => {
		using copy = createWorkingCopy({ [DESIGN]: SESSION_DESIGN });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const type = /^type: .*\n/m.exec(SESSION_DESIGN)?.[0] ?? '';
		await workspace.rooms.open('design:cp_0123456789').edit(ADA, (yDoc) => {
			const text = SESSION_DESIGN.replace(type, 'type: service\n');
			setDesign(openDesignDoc(yDoc), text, ADA);
		});
		copy.write(DESIGN, SESSION_DESIGN.replace(type, 'type: adapter\n'));
		const asked = await until(() => workspace.files.questions()[0]);
		const said = { mine: 'type: service\n', theirs: 'type: adapter\n', both: 'type: service\n' };
		expect(asked).toMatchObject({ field: 'front-matter/type', ...said });
		await until(() => copy.read(DESIGN) === SESSION_DESIGN.replace(type, said.mine));
		expect((await workspace.files.answer(asked.id, answer, 'mb_0000000000')).ok).toBe(true);
		await until(() => copy.read(DESIGN) === SESSION_DESIGN.replace(type, said[answer]));
		expect(workspace.files.questions()).toEqual([]);
	},
);

test.each(['mine', 'theirs'] as const)(
	'[FB17] a priority that both changed is asked about, and %s counts',
	async (answer) => {
		const stories =
			'# Shop\n\n## Pay <!-- st_aaaaaaaaaa -->\n\nAs a reader.\n\n**Acceptance Criteria**\n- Paid <!-- ac_aaaaaaaaaa -->\n\n**Priority**: 1\n';
		using copy = createWorkingCopy({ 'user_stories.md': stories });
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		await workspace.rooms.open('stories').edit(ADA, (yDoc) => {
			setStoryNotes(openStoriesDoc(yDoc), 'st_aaaaaaaaaa', '**Priority**: 2', ADA);
		});
		copy.write('user_stories.md', stories.replace('**: 1', '**: 3'));
		const asked = await until(() => workspace.files.questions()[0]);
		const said = { mine: '2', theirs: '3', both: '2' };
		expect(asked).toMatchObject({ field: 'notes/priority', ...said });
		await until(() => copy.read('user_stories.md').includes('**Priority**: 2'));
		expect((await workspace.files.answer(asked.id, answer, 'mb_0000000000')).ok).toBe(true);
		await until(() => copy.read('user_stories.md').includes(`**Priority**: ${said[answer]}`));
		expect(workspace.files.questions()).toEqual([]);
	},
);
