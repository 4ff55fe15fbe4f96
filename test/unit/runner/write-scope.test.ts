import { describe, expect, test } from 'vitest';
import { bridgeToolsOf, whyOutside } from '#server/runner/tools/write-scope.ts';
import type { Artefacts } from '#shared/artefact/artefacts.ts';

const [MINE, OTHER] = ['cp_ses0000000', 'cp_otr0000000'] as const;
const [CONTEXT, STORY] = ['cx_acc0000000', 'st_k3f9x2m7qa'] as const;
const component = { id: MINE, name: 'Session', type: 'module', code: 'src/session.ts' };
const ARTEFACTS: Artefacts = {
	...{ stories: [], designs: [] },
	contexts: [
		{
			...{ id: CONTEXT, name: 'Accounts', type: 'domain', entity: 'Account', notes: '' },
			...{ responsibilities: '', dependencies: [], stories: [], components: [component] },
			...{ unresolved: { dependencies: [], stories: [] } },
		},
	],
};

describe('what a step may write of artefacts', () => {
	test('[RN14] it has the tools of the kinds that it writes, and none that starts sessions', () => {
		expect([...bridgeToolsOf({ writes: ['code', 'comment'] })]).toEqual([
			...['find_artefacts', 'read_artefact', 'check', 'comment'],
		]);
		expect([...bridgeToolsOf({ writes: ['design'] })]).toEqual([
			...['find_artefacts', 'read_artefact', 'check', 'write_design', 'submit_for_review'],
		]);
	});

	test.each([
		['component-design', MINE, 'write_design', MINE, true],
		['component-design', MINE, 'write_design', OTHER, false],
		['component-design', MINE, 'write_design', undefined, false],
		['component-design', MINE, 'submit_for_review', MINE, true],
		['component-design', MINE, 'submit_for_review', STORY, false],
		['component-design', MINE, 'read_artefact', OTHER, true],
		['context-design', CONTEXT, 'write_design', MINE, true],
		['context-design', CONTEXT, 'write_design', OTHER, false],
	] as const)('[RN14] in %s of %s, %s of %s: %s', (kind, artefact, name, id, may) => {
		const no = whyOutside({ kind, artefact }, { writes: ['design'] }, ARTEFACTS, name, id);
		expect(no === null).toBe(may);
	});

	test('[RN14] a session about the whole workspace may begin what its step writes', () => {
		const session = { kind: 'story-interview', artefact: null } as const;
		const step = { writes: ['story'] } as const;
		expect(whyOutside(session, step, ARTEFACTS, 'write_story', undefined)).toBe(null);
		expect(whyOutside(session, step, ARTEFACTS, 'write_context', CONTEXT)).not.toBe(null);
	});
});
