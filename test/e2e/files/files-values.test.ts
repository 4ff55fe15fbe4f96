import { expect, test } from 'vitest';
import { openContextsDoc, readContexts } from '#shared/doc/contexts-doc.ts';
import { updateComponent } from '#shared/doc/edits/components.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { until } from '#test/e2e/world/until.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const ADA = { kind: 'person', id: 'ada' } as const;
const MAP = `# Map

## Accounts <!-- cx_aaaaaaaaaa -->
**Type**: domain
**Entity**: Account

### Components
| Component | Type | Code |
|---|---|---|
| Session | module | src/session.ts <!-- cp_aaaaaaaaaa --> |
`;

test.each(['mine', 'theirs'] as const)(
	'[FB17] a path that both changed is asked about, over a restart, and %s counts',
	async (answer) => {
		using copy = createWorkingCopy({ 'context_map.md': MAP });
		const first = await openFolder(copy);
		await first.files.ready;
		await first.rooms.open('contexts').edit(ADA, (yDoc) => {
			const change = { code: 'src/here.ts' };
			updateComponent(openContextsDoc(yDoc), 'cx_aaaaaaaaaa', 'cp_aaaaaaaaaa', change, ADA);
		});
		copy.write('context_map.md', MAP.replace('src/session.ts', 'src/there.ts'));
		const asked = await until(() => first.files.questions()[0]);
		const field = 'components/cp_aaaaaaaaaa/code';
		const said = { mine: 'src/here.ts', theirs: 'src/there.ts', both: 'src/here.ts' };
		expect(asked).toMatchObject({ artefact: 'cx_aaaaaaaaaa', field, ...said });
		await until(() => copy.read('context_map.md').includes('src/here.ts'));
		await first[Symbol.asyncDispose]();

		await using again = await openFolder(copy);
		const about = { rule: 'both-changed', artefact: 'cx_aaaaaaaaaa', field };
		expect(again.findings()).toContainEqual(expect.objectContaining(about));
		expect((await again.files.answer(asked.id, answer, 'mb_0000000000')).ok).toBe(true);
		await until(() => copy.read('context_map.md').includes(said[answer]));
		expect(again.files.questions()).toEqual([]);
		const [context] = readContexts(openContextsDoc(again.rooms.open('contexts').yDoc));
		expect(context?.components[0]?.code).toBe(said[answer]);
	},
);
