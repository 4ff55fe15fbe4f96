import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { noticesFor } from '#client/features/notice/notices.ts';
import { NoticeBoard } from '#client/state/notice/notice-board.svelte.ts';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { CommentId } from '#shared/id.ts';
import type { EventPayload } from '#shared/lifecycle/compose.ts';
import { eventIdOf } from '#shared/lifecycle/envelope.ts';
import NoticeStage from '#test/browser/world/NoticeStage.svelte';
import { ADA, ROBIN } from '#test/browser/world/ui-team.ts';
import { World } from '#test/browser/world/ui-world.svelte.ts';
import { Past } from '#test/browser/world/world-past.ts';
import { device, foundingBy, revision, signedBy } from '#test/fixtures/events.ts';

const LATER = '2026-11-22T09:00:00.000Z';

/** Ada, who looks, and Robin, on one story. */
function createLog() {
	const world = new World();
	const id = world.workspace.edit.addStory({
		title: 'Sign in',
		narrative: 'I sign in.',
		criteria: [],
	});
	const payload = foundingBy('ada').event;
	if (payload.type !== 'workspaceFounded') throw new Error('It is a founding.');
	const event = { ...payload, member: ADA };
	const founding = { id: eventIdOf(event), event, assurance: 'device' as const };
	world.book.start(founding.id, []);
	world.book.arrive([founding]);
	const say = (key: string, said: EventPayload) => {
		const { ledger } = world.book;
		const one = signedBy(key, said, founding.id, ledger.heads(), { at: LATER });
		world.book.arrive([one]);
		return one;
	};
	const name = 'c'.repeat(64);
	say('ada', {
		type: 'memberAdded',
		member: ROBIN,
		name,
		role: 'reviewer',
		device: device('robin'),
	});
	const submit = (key: string) =>
		say(key, {
			type: 'submitted',
			artefact: id,
			revision: revision('one'),
			criteria: {},
			basis: [],
		});
	return { world, id, say, submit };
}

const kinds = (world: World) =>
	noticesFor(world.workspace).map(({ kind, done }) => `${kind}${done ? ' (read)' : ''}`);

test('[NT1] a review asked of me, a verdict on mine, and who waits are told; my own doings are not', async () => {
	const { world, id, say, submit } = createLog();
	const mine = submit('ada');
	await expect.poll(() => kinds(world)).toEqual(['joining']);
	say('robin', { type: 'approved', answers: mine.id, revision: revision('one') });
	expect(kinds(world)).toEqual(['verdict', 'joining']);
	const theirs = submit('robin');
	const submission = { event: theirs.id, revision: revision('one'), by: ROBIN, author: ROBIN };
	world.stand(id, {
		phase: 'review',
		submission: { ...submission, agent: null, at: LATER, status: 'open', textMatches: true },
	});
	expect(kinds(world)).toContain('review');
	const asked = noticesFor(world.workspace).find(({ kind }) => kind === 'review');
	expect(asked).toMatchObject({ words: 'Robin Hobb asks for a review of “Sign in”.' });
	expect(asked?.plain).not.toContain('Sign in');
	world.stand(id, { phase: 'approved', submission: null });
	expect(kinds(world)).toContain('review (read)');
});

test('[NT1] one change that shook much is one notice', () => {
	const { world, id, submit } = createLog();
	submit('ada');
	const basis = { artefact: id, submitted: 'd'.repeat(64), revision: revision('one') };
	for (let n = 0; n < 4; n++) {
		const shaken = world.workspace.edit.addStory({
			title: `Shaken ${n}`,
			narrative: '',
			criteria: [],
		});
		world.stand(shaken, { standing: 'suspect', brokenBasis: [basis] });
	}
	const suspect = noticesFor(world.workspace).filter(({ kind }) => kind === 'suspect');
	expect(suspect.map(({ words }) => words)).toEqual([
		'4 artefacts are suspect since “Sign in” changed.',
	]);
});

test('[NT1] nobody is told again of what a change made suspect, when it is approved or tested', () => {
	const { world, id, say, submit } = createLog();
	const theirs = submit('robin');
	const basis = { artefact: id, submitted: 'd'.repeat(64), revision: revision('zero') };
	const shaken = world.workspace.edit.addStory({ title: 'Shaken', narrative: '', criteria: [] });
	world.stand(shaken, { standing: 'suspect', brokenBasis: [basis] });
	const told = () =>
		noticesFor(world.workspace)
			.filter(({ kind }) => kind === 'suspect')
			.map((notice) => notice.id);
	const [first] = told();
	say('ada', { type: 'approved', answers: theirs.id, revision: revision('one') });
	expect(told()).toEqual([first]);
	submit('robin');
	expect(told()).not.toEqual([first]);
});

test('[NT2] what was read in one tab is read in the others, and after a reload', async () => {
	const facts = new Past();
	const now = () => new Date('2026-11-22T07:00:00.000Z');
	const slug = `shop-${crypto.randomUUID()}`;
	const [one, other] = [new NoticeBoard(slug, facts, now), new NoticeBoard(slug, facts, now)];
	const notice = { id: 'join:ABCD', at: LATER };
	await expect.poll(() => [one.isRead(notice), other.isRead(notice)]).toEqual([false, false]);
	one.see([notice.id]);
	await expect.poll(() => other.isRead(notice)).toBe(true);
	const again = new NoticeBoard(slug, facts, now);
	await expect.poll(() => again.isRead({ id: 'join:EFGH', at: LATER })).toBe(false);
	expect(again.isRead(notice)).toBe(true);
	expect(again.isRead({ id: 'join:OLD', at: '2026-11-22T06:00:00.000Z' })).toBe(true);
});

test('[NT3] the bell counts what is unread, the sheet lists it, and all of it can be read at once', async () => {
	const { world, say, submit } = createLog();
	say('robin', { type: 'changesRequested', answers: submit('ada').id, reason: 'e'.repeat(64) });
	const screen = await render(NoticeStage, { world, keymap: new Keymap() });
	const bell = screen.getByRole('button', { name: 'Notifications, 2 unread' });
	await bell.click();
	await expect.element(page.getByText(/Robin Hobb asked for changes to “Sign in”/)).toBeVisible();
	await expect.element(page.getByText(/names no title and no person|blocks/)).toBeVisible();
	await page.getByRole('button', { name: 'Mark all read' }).click();
	await expect.poll(() => kinds(world)).toEqual(['verdict (read)', 'joining (read)']);
});

test('[NT6] what is unread is counted, listed and read at once, also where it is older than a list is long', async () => {
	const { world, id } = createLog();
	await expect.poll(() => kinds(world)).toEqual(['joining']);
	const doc = openCommentsDoc(world.replicas.of(commentsDocName(id)).doc);
	const origin = { kind: 'person', id: ROBIN } as const;
	const ids = Array.from({ length: 250 }, (_, n) =>
		CommentId.parse(`cm_${String(n).padStart(10, '0')}`),
	);
	for (const [n, one] of ids.entries()) {
		const at = new Date(Date.parse(LATER) + n * 1_000).toISOString();
		addComment(doc, freshComment({ id: one, by: ROBIN, at, text: `@${ADA} Look, ${n}.` }), origin);
	}
	world.see(ids.slice(100));
	const screen = await render(NoticeStage, { world, keymap: new Keymap() });
	await screen.getByRole('button', { name: 'Notifications, 101 unread' }).click();
	await expect.element(page.getByText(/Look, 99\./)).toBeVisible();
	await expect.element(page.getByText('The newest 100 of 101 unread.')).toBeVisible();
	expect(page.getByRole('dialog').getByRole('link').elements()).toHaveLength(100);
	await page.getByRole('button', { name: 'Mark all read' }).click();
	await expect.poll(() => kinds(world).filter((kind) => !kind.endsWith('(read)'))).toEqual([]);
	await expect.element(page.getByText(/Look, 249\./)).toBeVisible();
});
