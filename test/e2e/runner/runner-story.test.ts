/**
 * A whole story by the built-in runner, against the scripted Messages API: from a wish to verified code,
 * with a person who decides in Chromium.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { ArtefactId, SessionId } from '#shared/id.ts';
import { approveByKeyboard } from '#test/e2e/world/review-steps.ts';
import {
	writesCode,
	writesContext,
	writesDesign,
	writesStory,
	writesTests,
} from '#test/e2e/world/runner-scripts.ts';
import { openRunnerWorld, type RunnerWorld } from '#test/e2e/world/runner-world.ts';
import { linkTo } from '#test/e2e/world/served.ts';
import { CODE, CODE_FILE, FILES, TEST_FILE, WISH } from '#test/e2e/world/session-story.ts';
import { foundWorkspace, openPlace } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';
import { KEY } from '#test/messages-api/scripted-api.ts';
import type { Script } from '#test/messages-api/scripted-turn.ts';

test('[RN30] the runner takes a story from a wish to verified code, a person approving at each gate', {
	timeout: 90_000,
}, async () => {
	await using world = await openRunnerWorld(FILES, { founded: false });
	await using ada = await openVisitor();
	const { served, api, git } = world;
	const { workspace } = served;
	await begin(world, ada.page);

	const interview = await world.start('story-interview', null, WISH);
	const gate = async () => {
		await world.until(interview.id, 'waiting', 'waits-approval');
		return workspace.artefacts().stories[0]?.id;
	};
	await through(world, interview.id, writesStory(), ada.page, gate);
	const [story] = workspace.artefacts().stories;
	if (story === undefined) throw new Error('There is no story.');
	const criteria = story.criteria.map(({ id }) => id);

	const mapping = await world.start('context-mapping', null);
	await through(world, mapping.id, writesContext(story.id), ada.page, async () => {
		await world.until(mapping.id, 'waiting', 'waits-approval');
		return workspace.artefacts().contexts[0]?.id;
	});
	const component = workspace.artefacts().contexts[0]?.components[0]?.id;
	if (component === undefined) throw new Error('There is no component.');

	const design = await world.start('component-design', component);
	await through(world, design.id, writesDesign(component, criteria), ada.page, async () => {
		await world.until(design.id, 'waiting', 'waits-approval');
		return component;
	});
	await workspace.save();
	git('init', '-q', '-b', 'main');
	git('add', '-A');
	git('commit', '-qm', 'Design the greeter');

	const tests = await world.start('component-tests', component);
	await through(world, tests.id, writesTests(criteria));
	const code = await world.start('component-code', component);
	const ran = await through(world, code.id, writesCode());

	expect(git('status', '--porcelain')).toBe('');
	expect(git('worktree', 'list').split('\n')).toHaveLength(1);
	expect(ran).toMatchObject({ branch: 'lintel/component-code/greeter', turns: 6 });
	const changed = git('diff', '--name-only', `main...${ran.branch}`);
	expect(changed.split('\n')).toEqual([CODE_FILE, TEST_FILE]);
	git('merge', '-q', ran.branch ?? '');
	expect(readFileSync(join(world.folder, CODE_FILE), 'utf8')).toBe(CODE);
	const hooks = { signal: new AbortController().signal, onOutput: () => {} };
	const request = { paths: [], report: null, replay: false };
	expect(await workspace.verification.verify(request, hooks)).toMatchObject({
		value: { designs: [{ design: component, result: 'green' }] },
	});
	// The relay looks at the files that the merge brought a moment later.
	const phases = async () => {
		await workspace.save();
		return [story.id, component].map((id) => workspace.viewOf(id).phase);
	};
	await expect.poll(phases, { timeout: 10_000 }).toEqual(['verified', 'verified']);

	const told = world.transcript(code.id);
	expect(told).toContain(`git merge ${ran.branch}`);
	expect(told).toContain('"check": "tests-pass"');
	expect(told).not.toContain(KEY);
	expect(api.faults).toEqual([]);
	expect(served.errors).toEqual([]);
});

/** Founded, its policy signed, and the runner admitted, all in Chromium. */
async function begin({ served, runner }: RunnerWorld, page: Page): Promise<void> {
	await foundWorkspace(page, linkTo(served), 'Ada');
	await openPlace(page, 'Settings');
	await page.getByRole('button', { name: 'Take it from the file' }).click();
	await page.getByRole('button', { name: 'Sign the change' }).click();
	await openPlace(page, 'Members');
	await page.getByRole('button', { name: 'Admit' }).click();
	await expect.poll(() => runner.unready(), { timeout: 10_000 }).toBe(null);
	const { policy } = served.workspace.journal.ledger.state();
	expect(policy.evidence?.on).toBe(true);
}

/** Runs a Session to its gate, where the person approves what it wrote; then to its end. */
async function through(
	{ served, runner, api, until }: RunnerWorld,
	session: SessionId,
	script: Script,
	page: Page | null = null,
	gate: () => Promise<ArtefactId | undefined> = async () => undefined,
) {
	api.play(script);
	const started = runner.run(session, {});
	expect(started).toMatchObject({ ok: true });
	const artefact = await gate();
	if (page !== null) {
		await page.goto(`${served.origin}/w/${served.workspace.slug}/review/${artefact}`);
		await approveByKeyboard(page);
	}
	return until(session, 'ended');
}
