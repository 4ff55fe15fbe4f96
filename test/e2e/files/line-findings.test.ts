import { describe, expect, test } from 'vitest';
import { setStoryTitle } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { openFolder } from '#test/e2e/world/open-folder.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';
import { HAND_WRITTEN_CONTEXTS, SESSION_DESIGN } from '#test/fixtures/hand-written.ts';

const STORIES = `## Sign in <!-- st_aaaaaaaaaa -->

As a reader, I want in.

**Acceptance Criteria**
- It opens

Errors:
- It stays shut

## Sign out <!-- st_aaaaaaaaaa -->

As a reader, I want out.
`;
const ADA = { kind: 'person', id: 'ada' } as const;

describe('lines of files', () => {
	test('[FI11] what reading a file has to say is told with file and line, and goes when mended', async () => {
		using copy = createWorkingCopy({
			'user_stories.md': STORIES,
			'context_map.md': HAND_WRITTEN_CONTEXTS.replace(
				/$/,
				'\n## Shelves <!-- cx_aaaaaaaaaa -->\n',
			).concat('\n## Lists <!-- cx_aaaaaaaaaa -->\n'),
			'docs/design/accounts/session.md': SESSION_DESIGN.replace(/^(---\n.*\n)/, '$1type: [\n'),
		});
		await using workspace = await openFolder(copy);
		await workspace.files.ready;
		const lines = () =>
			workspace
				.findings()
				.flatMap(({ rule, file, line }) => (line === null ? [] : `${rule} ${file}:${line}`));
		expect(lines()).toContain('duplicate-id user_stories.md:11');
		expect(lines()).toContain('text-between-criteria user_stories.md:8');
		expect(lines()).toContain('duplicate-id context_map.md:18');
		expect(lines().join()).toContain('front-matter-malformed docs/design/accounts/session.md:');
		expect(workspace.observed().findings.map(({ rule }) => rule)).toContain('duplicate-id');

		const { info } = workspace.status().findings;
		expect(info).toBeGreaterThan(0);
		await workspace.rooms.open('stories').edit(ADA, (yDoc) => {
			const doc = openStoriesDoc(yDoc);
			const [story] = readStories(doc);
			if (story) setStoryTitle(doc, story.id, 'Enter', ADA);
		});
		await workspace.save();
		expect(lines()).not.toContain('duplicate-id user_stories.md:11');
		expect(lines()).toContain('text-between-criteria user_stories.md:8');
	});
});
