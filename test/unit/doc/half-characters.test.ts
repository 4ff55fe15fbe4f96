import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { canonicalJson } from '#shared/canonical-json.ts';
import { contextMapFrom, openContextsDoc, readContextBlocks } from '#shared/doc/contexts-doc.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { openStoriesDoc, readStoryBlocks, storyMapFrom } from '#shared/doc/stories-doc.ts';

const HALF = 'half \ud83d of a face';
const WHOLE = 'half \ufffd of a face';

test('[DC2] half a character reads as the sign for a lost one, wherever it stands', () => {
	const yDoc = new Y.Doc();
	const stories = openStoriesDoc(yDoc);
	const criteria = [{ id: 'ac_0000000000', text: HALF } as const];
	stories.blocks.set(
		'st_0000000000',
		storyMapFrom(
			{ id: 'st_0000000000', title: HALF, narrative: HALF, criteria, notes: HALF },
			'V',
			['V'],
		),
	);
	const contexts = openContextsDoc(new Y.Doc());
	const component = { id: 'cp_0000000000', name: HALF, type: HALF, code: HALF } as const;
	const words = { name: HALF, entity: HALF, responsibilities: HALF, notes: HALF };
	contexts.blocks.set(
		'cx_0000000000',
		contextMapFrom(
			{
				...{ id: 'cx_0000000000', type: 'domain', ...words },
				...{ dependencies: [], stories: [], components: [component] },
				unresolved: { dependencies: [HALF], stories: [HALF] },
			},
			'V',
			['V'],
		),
	);
	for (const read of [readStoryBlocks(stories), readContextBlocks(contexts)]) {
		expect(canonicalJson(read)).toContain(WHOLE);
		expect(canonicalJson(read)).not.toContain('\ud83d');
	}
	const design = openDesignDoc(new Y.Doc());
	design.markdown.insert(0, HALF);
	expect(readDesignText(design)).toBe(WHOLE);
});
