/** Script in every field that an agent can write: nothing runs, nothing is fetched, nothing signs. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { freshComment } from '#shared/doc/comment.ts';
import { openCommentsDoc } from '#shared/doc/comments-doc.ts';
import { commentsDocName } from '#shared/doc/doc-name.ts';
import { addComment } from '#shared/doc/edits/comments.ts';
import { mintId, type StoryId } from '#shared/id.ts';
import { agentOf, connectOver, tokenFor } from '#test/e2e/world/agent.ts';
import {
	type Canary,
	hostile,
	hostileMarkdown,
	listenForCalls,
} from '#test/e2e/world/hostile-text.ts';
import { random } from '#test/e2e/world/person.ts';
import { bearer, linkTo, type Served, serveFolder } from '#test/e2e/world/served.ts';
import { foundWorkspace, savedOnRelay } from '#test/e2e/world/steps.ts';
import { openVisitor } from '#test/e2e/world/visitor.ts';

const DIAGRAM_FRAME = join(import.meta.dirname, '../../../build/diagram-frame.js');
const hashOf = (script: string) =>
	`'sha256-${createHash('sha256').update(script).digest('base64')}'`;
const NAME = '<img src=x onerror=top.pwned=1>';

test('[KY5] nothing that an agent writes runs, fetches or signs in the page', async () => {
	await using canary = await listenForCalls();
	await using served = await serveFolder({ 'user_stories.md': '# User Stories\n' });
	await using ada = await openVisitor();
	const { page } = ada;
	await foundWorkspace(page, linkTo(served), 'Ada');
	const planted = await plant(page, served, canary);
	const position = () => served.workspace.journal.position();
	const before = position();

	const asked: string[] = [];
	const dialogs: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	page.on('dialog', (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	await page.addInitScript(() => {
		// What the app itself signs here are tickets: events would be signed with another key.
		Object.assign(globalThis, { signed: 0 });
		const { sign } = SubtleCrypto.prototype;
		SubtleCrypto.prototype.sign = function (...args) {
			const text = new TextDecoder().decode(args[2]);
			if (text.startsWith('lintel/event/')) Object.assign(globalThis, { signed: 1 });
			return sign.apply(this, args);
		};
	});
	const base = `${served.origin}/w/${served.workspace.slug}`;
	const { story, context, design, session } = planted;
	const places = [
		...['', '/stories', `/stories/${story}`, '/map', `/map/${context}`, '/designs'],
		...[`/designs/${design}`, '/findings', '/members', '/settings', '/timeline', '/review'],
		...[`/review/${story}`, '/print', '/trace', '/standing', '/sessions', `/sessions/${session}`],
	];
	await page.goto(base);
	for (const place of places) {
		await follow(page, `${base}${place}`);
		await expectCalm(page, place);
	}
	await follow(page, `${base}/designs/${design}`);
	for (const mode of ['Split', 'Read'] as const) {
		await page.getByRole('radio', { name: mode }).check();
		await drawn(page);
		await expectCalm(page, `the design, ${mode}`);
	}
	await follow(page, `${base}/stories/${story}`);
	await page
		.getByRole('button', { name: /Review and approve/ })
		.first()
		.click();
	await page.getByText('story title<script>').first().waitFor();
	await expectCalm(page, 'the frozen text');

	await follow(page, `${base}/sessions/${session}`);
	await page.getByText('question title<script>').first().waitFor();
	for (const folded of await page.locator('details:not([open]) > summary').all()) {
		await folded.click();
	}
	await expectCalm(page, 'the transcript');

	expect(dialogs).toEqual([]);
	expect(asked.filter((url) => !url.startsWith(served.origin))).toEqual([]);
	expect(canary.heard).toEqual([]);
	expect(position()).toBe(before);
});

test('[KY5] the policy of the page, in header and page alike, runs no script but its own', async () => {
	await using served = await serveFolder();
	await using ada = await openVisitor();
	const { page } = ada;
	const answer = await fetch(`${served.origin}/w/${served.workspace.slug}`);
	const html = await answer.text();
	const header = answer.headers.get('content-security-policy') ?? '';
	const meta = /http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
	expect(header).toBe(`${meta}; frame-ancestors 'none'`);
	const scripts = /script-src ([^;]*)/.exec(header)?.[1]?.split(' ') ?? [];
	const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
	const own = [...inline, readFileSync(DIAGRAM_FRAME, 'utf8')];
	expect(new Set(scripts)).toEqual(new Set(["'self'", ...own.map(hashOf)]));

	// Were markup ever taken for markup, the policy is what stands behind.
	await foundWorkspace(page, linkTo(served), 'Ada');
	await page.evaluate(() => {
		const box = document.createElement('div');
		box.innerHTML = '<img src="data:," onerror="top.pwned=1"><svg onload="top.pwned=1"></svg>';
		const script = document.createElement('script');
		script.textContent = 'top.pwned=1';
		const link = document.createElement('a');
		link.href = 'javascript:top.pwned=1';
		document.body.append(box, script, link);
		link.click();
	});
	await page.waitForTimeout(300);
	expect(await page.evaluate(() => Reflect.get(globalThis, 'pwned') ?? null)).toBeNull();
});

/** As a click on a link of the page's own: the app stays, which spares its start. */
async function follow(page: Page, href: string): Promise<void> {
	await page.evaluate((to) => {
		const link = document.createElement('a');
		link.href = to;
		document.querySelector('main')?.append(link);
		link.click();
		link.remove();
	}, href);
	await page.waitForURL((url) => url.href.startsWith(href));
	await page.locator('main :is(h1, h2)').first().waitFor();
	await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
	// What would call does so at once, or when its picture has failed.
	await page.waitForTimeout(400);
}

/** Nothing ran or signed, and nothing that could is in the page or in its frames. */
async function expectCalm(page: Page, where: string): Promise<void> {
	const seen = await page.evaluate(() => {
		const frames = [...document.querySelectorAll('iframe')];
		const documents = [document, ...frames.flatMap((frame) => frame.contentDocument ?? [])];
		const able =
			'[onerror],[onload],[ontoggle],[onfocus],a[href^="javascript:" i],a[href^="data:" i],b#x';
		return {
			ran: Reflect.get(globalThis, 'pwned') ?? null,
			signed: Reflect.get(globalThis, 'signed') ?? 0,
			markup: documents.flatMap((one) => [...one.querySelectorAll(able)]).length,
			// Scripts run where diagrams are drawn, which has nobody's origin, and nowhere else.
			mayRun: frames.filter(
				({ sandbox, contentDocument }) =>
					sandbox.length === 0 || (sandbox.contains('allow-scripts') && contentDocument !== null),
			).length,
		};
	});
	expect(seen, where).toEqual({ ran: null, signed: 0, markup: 0, mayRun: 0 });
}

/** Until every drawing is there, or says why it is not. */
async function drawn(page: Page): Promise<void> {
	const frame = page.frameLocator('iframe[title="Preview"]');
	const done = frame.locator('figure[data-diagram] :is(.drawing, .told)');
	await expect.poll(() => done.count(), { timeout: 60_000 }).toBe(4);
}

/** Everything that an agent can say over MCP, said with malice. */
async function plant(page: Page, served: Served, canary: Canary) {
	const url = new URL(`${served.origin}/mcp`);
	const { token } = tokenFor(served, NAME);
	const transport = new StreamableHTTPClientTransport(url, {
		requestInit: { headers: bearer(token) },
	});
	const name = hostile('client name', canary);
	await using agent = agentOf(await connectOver(transport, 'modern', name));
	const text = (field: string) => hostile(field, canary);
	const story = await agent.call('write_story', {
		title: text('story title').slice(0, 300),
		narrative: text('narrative'),
		criteria: [{ text: text('criterion') }],
		notes: hostileMarkdown('notes', canary),
	});
	// An owner admits it, under the name that it gave itself.
	await page.goto(`${served.origin}/w/${served.workspace.slug}/members`);
	await page.getByText(NAME).first().waitFor();
	await page.getByRole('button', { name: 'Admit' }).click();
	await page.getByText(`${NAME} is admitted.`).waitFor();
	await savedOnRelay(page);
	await agent.call('submit_for_review', { id: story['id'], revision: story['revision'] });
	const context = await agent.call('write_context', {
		name: text('context').slice(0, 120),
		entity: text('entity').slice(0, 200),
		responsibilities: text('responsibilities'),
		stories: [story['id']],
		components: [{ name: '<img src=x onerror=top.pwned=1>', type: '<svg onload=top.pwned=1>' }],
		notes: text('context notes'),
	});
	const [component] = served.workspace.artefacts().contexts.flatMap(({ components }) => components);
	const design = component?.id ?? '';
	await agent.call('write_design', { id: design, text: hostileMarkdown('design', canary) });
	const { session } = await agent.call('start_session', {
		...{ kind: 'story-review', artefact: story['id'], goal: text('goal') },
	});
	const hand = { session, step: 'review' };
	await agent.call('get_step', { session });
	await agent.callRaw('submit_step', { ...hand, output: { [text('field')]: text('output') } });
	await agent.call('submit_step', { ...hand, question: hostileMarkdown('question', canary) });
	await answerInThread(served, story['id'], (thread) =>
		agent.call('comment', { id: story['id'], thread, text: text('reply') }),
	);
	return { story: story['id'], context: context['id'], design, session };
}

async function answerInThread(
	served: Served,
	id: unknown,
	reply: (thread: string) => Promise<unknown>,
): Promise<void> {
	const story = served.workspace.artefacts().stories.find((one) => one.id === id);
	if (story === undefined) throw new Error('The story is not there.');
	const [member] = served.workspace.journal.ledger.state().membership.members.keys();
	if (member === undefined) throw new Error('Nobody is there.');
	const origin = { kind: 'person', id: member } as const;
	const thread = mintId('cm', random);
	const at = '2026-11-22T12:00:00.000Z';
	const comment = freshComment({ id: thread, by: member, at, text: 'Really?', anchor: null });
	const storyId: StoryId = story.id;
	await served.workspace.rooms
		.open(commentsDocName(storyId))
		.edit(origin, (yDoc) => addComment(openCommentsDoc(yDoc), comment, origin));
	await reply(thread);
}
