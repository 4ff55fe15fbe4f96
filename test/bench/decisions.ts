/**
 * How long the page's main thread is ever busy at one go where much was decided: 300 submissions in
 * the review inbox, and a log of 20,000 events in the timeline, read and dragged through.
 *
 *   npm run bench:decisions
 *   npm run bench:decisions -- --smoke   20 and 200, to see that it runs
 *   npm run bench:decisions -- --long    a log of 100,000
 */
import type { Page } from 'playwright-core';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import { type Envelope, eventIdOf } from '#shared/lifecycle/envelope.ts';
import { canonicalStory, revisionOf } from '#shared/lifecycle/revision.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { storyParts } from '#shared/lifecycle/story-parts.ts';
import type { FrozenText } from '#shared/protocol/log.ts';
import { report, traced } from '#test/bench/main-thread.ts';
import { openProfile } from '#test/e2e/world/browser-profile.ts';
import { withRobin } from '#test/e2e/world/review-steps.ts';
import { linkTo, serveFolder } from '#test/e2e/world/served.ts';

const smoke = process.argv.includes('--smoke');
const WAITING = smoke ? 20 : 300;
const LONG = process.argv.includes('--long') ? 100_000 : 20_000;
const EVENTS = smoke ? 200 : LONG;
const BATCH = 2_000;
const PATIENCE_MS = 300_000;

await using served = await serveFolder({ 'user_stories.md': storiesFile(WAITING) });
await using person = await openProfile();
const { page } = person;
const { slug } = served.workspace;
const address = `${served.origin}/w/${slug}`;
const robin = await withRobin(page, { link: linkTo(served), origin: served.origin, slug });
await robin[Symbol.asyncDispose]();

const inbox = await traced(page, async () => {
	await submitAll();
	await page.goto(`${address}/review`);
	await page
		.getByText(/^New, \d+ words/)
		.nth(WAITING - 1)
		.waitFor({ timeout: PATIENCE_MS });
});
report(`An inbox of ${WAITING}, opened`, inbox);
report(
	'Filtering it',
	await traced(page, async () => {
		await page
			.getByRole('textbox', { name: 'Filter' })
			.pressSequentially('number 20', { delay: 80 });
		await page.waitForTimeout(300);
		await page.getByRole('textbox', { name: 'Filter' }).fill('');
		await page.waitForTimeout(1_000);
	}),
);
await page.goto('about:blank');
await decideOn(EVENTS);
report(
	`A timeline of ${EVENTS} events, opened`,
	await traced(page, async () => {
		await page.goto(`${address}/timeline`);
		const all = served.workspace.journal.ledger.size.toLocaleString('en');
		await page.getByText(`${all} events`).waitFor({ timeout: PATIENCE_MS });
		await page.locator('[data-event]').first().waitFor({ timeout: PATIENCE_MS });
		await page.waitForTimeout(3_000);
	}),
);
report('Scrolling through it', await traced(page, () => scroll(page)));
await page.goto(`${address}/timeline?view=state`);
const slider = page.getByRole('slider', { name: 'Moment' });
await slider.waitFor({ timeout: PATIENCE_MS });
await page.getByText('Replaying the log').waitFor({ state: 'detached', timeout: PATIENCE_MS });
await page.waitForTimeout(2_000);
report('Dragging through the moments', await traced(page, () => drag(page)));

/** Robin submits every story, as its relay signs for it. */
async function submitAll(): Promise<void> {
	const texts: FrozenText[] = [];
	const payloads = served.workspace.artefacts().stories.map((story): EventPayload => {
		const text = canonicalStory(story);
		const revision = revisionOf('story', text);
		texts.push({ revision, text });
		return { type: 'submitted', artefact: story.id, revision, ...storyParts(story), basis: [] };
	});
	await say(payloads, texts);
}

/** Robin withdraws and submits, over and over. */
async function decideOn(count: number): Promise<void> {
	const waiting = [...served.workspace.journal.ledger.state().artefacts.values()].flatMap(
		({ submissions }) => submissions.slice(-1),
	);
	const payloads = Array.from({ length: count }, (_, n): EventPayload => {
		const one = waiting[n % waiting.length];
		if (one === undefined) throw new Error('Nothing was submitted.');
		return { type: 'withdrawn', answers: one.event };
	});
	await say(payloads, []);
}

async function say(payloads: readonly EventPayload[], texts: readonly FrozenText[]): Promise<void> {
	const { journal, relay } = served.workspace;
	const { root, membership } = journal.ledger.state();
	const [agent] = membership.agents.keys();
	if (agent === undefined) throw new Error('No agent is admitted.');
	const by = { key: relay.signer.keyId, agent };
	let heads = journal.ledger.heads();
	for (let from = 0; from < payloads.length; from += BATCH) {
		const envelopes: Envelope[] = [];
		for (const payload of payloads.slice(from, from + BATCH)) {
			const at = new Date().toISOString();
			const event = composeEvent({ workspace: root, heads, at, by }, payload);
			envelopes.push(await sealEvent(relay.signer, event));
			heads = [eventIdOf(event)];
		}
		const taken = await journal.append(envelopes, texts, []);
		if (!taken.ok) throw new Error(JSON.stringify(taken));
	}
}

async function scroll(on: Page): Promise<void> {
	const box = await on.locator('.scroller').boundingBox();
	if (box === null) throw new Error('The list is not there.');
	await on.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
	for (let turn = 0; turn < 150; turn++) {
		await on.mouse.wheel(0, turn < 75 ? 180 : 4_000);
		await on.waitForTimeout(16);
	}
}

async function drag(on: Page): Promise<void> {
	const box = await on.getByRole('slider', { name: 'Moment' }).boundingBox();
	if (box === null) throw new Error('The slider is not there.');
	const y = box.y + box.height / 2;
	await on.mouse.move(box.x + box.width - 8, y);
	await on.mouse.down();
	for (let turn = 0; turn < 150; turn++) {
		const share = 0.5 + 0.48 * Math.cos(turn / 12);
		await on.mouse.move(box.x + box.width * share, y);
		await on.waitForTimeout(16);
	}
	await on.mouse.up();
	await on.waitForTimeout(1_000);
}

function storiesFile(count: number): string {
	const stories = Array.from(
		{ length: count },
		(_, n) => `## Story number ${n + 1} of the shelf

As a returning reader, I want to find book ${n}, so that my shelf follows me.

**Acceptance Criteria**
- A reader who asks for book ${n} sees it within two seconds
- Five wrong numbers lock the search for fifteen minutes
`,
	);
	return `# Bookshop\n\n${stories.join('\n')}`;
}
