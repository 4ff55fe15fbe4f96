import { expect, test } from 'vitest';
import { questionWords } from '#client/features/files/question-words.ts';
import { fileWaits } from '#client/features/now/file-waits.ts';
import { waitingFor } from '#client/features/now/waiting.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { FileQuestion } from '#shared/protocol/file-question.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const AT = '2026-11-22T10:00:00.000Z';
const SESSION = 'cp_aaaaaaaaaa';
const SHELF = 'cp_bbbbbbbbbb';

const gone = (artefact: ArtefactId): FileQuestion => ({
	...{ kind: 'file-gone', id: `gone-${artefact}`, path: `docs/${artefact}.md`, artefact, at: AT },
});
const fromGit = (artefact: ArtefactId): FileQuestion => ({
	...{ kind: 'tree-differs', id: `git-${artefact}`, path: `docs/${artefact}.md`, artefact, at: AT },
	was: `sha256:${'a'.repeat(64)}`,
});

function asked(...questions: readonly FileQuestion[]): World {
	const world = new World();
	world.observed = {
		...{ type: 'observed', checkout: null, at: AT, questions: [...questions] },
		...{ preset: 'typescript', implemented: [], findings: [], unsaved: 0 },
	};
	return world;
}

test('[NW1] a design whose file is gone waits once, and leads to where it is answered', () => {
	const { workspace } = asked(gone(SESSION), fromGit(SESSION));
	const [wait, ...others] = fileWaits(workspace);
	expect(others).toEqual([]);
	expect(wait?.href).toBe(`/w/${workspace.slug}/designs/${SESSION}`);
	expect(wait?.words).toContain(`docs/${SESSION}.md is gone. What it held is still here.`);
	expect(wait?.words).toContain('And one more question.');
	expect(waitingFor(workspace).map(({ id }) => id)).toContain(wait?.id);
});

test('[NW1] what git put into several files is one question, elsewhere on the page', () => {
	expect(fileWaits(asked(fromGit(SESSION), fromGit(SHELF)).workspace)).toEqual([]);
});

test('[NW1] a viewer, who can answer nothing, is asked nothing', () => {
	const world = asked(gone(SESSION));
	world.role = 'viewer';
	expect(waitingFor(world.workspace)).toEqual([]);
});

test('[NW1] where both sides changed what can be one thing only, it is named', () => {
	const words = (field: string) =>
		questionWords({
			...{ kind: 'both-changed', id: field, path: 'user_stories.md', artefact: SESSION, at: AT },
			...{ field, line: 3, mine: '1', theirs: '2', both: '1' },
		});
	expect(words('notes/priority')).toMatch(/^The priority was changed here and in/);
	expect(words('components/cp_aaaaaaaaaa/code')).toMatch(/^A component’s code file was changed/);
	expect(words('constructor')).toMatch(/^The same was changed/);
});
