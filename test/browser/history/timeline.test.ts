import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { Keymap } from '#client/features/frame/keymap.svelte.ts';
import { HistoryExport } from '#shared/export/history.ts';
import { refusal } from '#shared/refusal.ts';
import TimelineStage from '#test/browser/world/TimelineStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';
import { createWorld, STORY, storyId } from '#test/fixtures/events.ts';

type Log = ReturnType<typeof createWorld>;

async function open(write: (log: Log) => void, search = '', event?: string) {
	const log = createWorld();
	log.add('ben', 'reviewer');
	write(log);
	const world = new World();
	world.book.start(log.root, []);
	world.book.arrive([...log.ledger.events()]);
	const addresses: string[] = [];
	const ongo = (address: string) => addresses.push(address);
	const stage = { world, keymap: new Keymap(), search, ongo, event };
	const screen = await render(TimelineStage, stage);
	return { screen, world, log, addresses };
}

const rows = () => [...document.querySelectorAll('[data-event]')].map((row) => row.textContent);

test('[TL1] every event stands in words, newest first, and says why it does not count', async () => {
	const { screen } = await open(({ submit, approve, requestChanges }) => {
		const submitted = submit('ada', 'one');
		approve('ben', submitted, { assurance: 'presence' });
		requestChanges('eve', submitted);
	});
	await expect.poll(() => rows().length).toBe(5);
	expect(rows()[0]).toMatch(/asked for changes to.*not counted/s);
	expect(rows()[0]).toContain('Not counted:');
	expect(rows()[1]).toContain('signed with a passkey');
	expect(rows()[4]).toContain('founded the workspace');
	await expect.element(screen.getByText('5 events')).toBeVisible();
});

test('[TL1] what is on this device only says so', async () => {
	const { world, log } = await open(() => {});
	world.book.arrive([log.submit('ada', 'later')], true);
	await expect.poll(() => rows()[0]).toContain('on this device only');
});

test('[TL1] what a session’s steps refuse counts no more than what a gate refuses', async () => {
	const { world, log } = await open(() => {});
	const late = log.submit('ada', 'late');
	world.sessions.uncounted.set(late.id, refusal('held', 'Somebody holds it.', 'Wait.'));
	world.book.arrive([late]);
	await expect.poll(() => rows()[0]).toContain('Not counted: Somebody holds it. Wait.');
});

test('[TL2] words, kind, person and artefact narrow it down, and stand in the address', async () => {
	const write = ({ submit, approve }: Log) => {
		approve('ben', submit('ada', 'one'));
		submit('ada', 'two', { artefact: storyId('shelf') });
	};
	const { screen, addresses } = await open(write, `?artefact=${STORY}&kind=reviews`);
	await expect.poll(() => rows().length).toBe(2);
	await expect.element(screen.getByText('2 of 5 events')).toBeVisible();
	await userEvent.selectOptions(screen.getByLabelText('Kind of event'), 'people');
	expect(addresses.at(-1)).toBe(`?kind=people&artefact=${STORY}`);
	await screen.getByLabelText('Search the timeline').fill('approved');
	expect(addresses.at(-1)).toBe(`?q=approved&kind=reviews&artefact=${STORY}`);
	await screen.getByRole('button', { name: /Show all artefacts/ }).click();
	expect(addresses.at(-1)).toBe('?kind=reviews');
});

test('[TL2] words must all occur, and what does not count can be asked for', async () => {
	const write = ({ submit, approve }: Log) => {
		approve('eve', submit('ada', 'one'));
	};
	await open(write, '?q=FOR+review');
	await expect.poll(() => rows().length).toBe(1);
	document.body.innerHTML = '';
	await open(write, '?kind=not-counted');
	await expect.poll(() => rows().length).toBe(1);
});

test('[TL3] an event opens in place by keyboard, and tells everything', async () => {
	const { screen } = await open(({ submit, approve }) => {
		approve('ben', submit('ada', 'one'));
	});
	await userEvent.keyboard('j');
	await userEvent.keyboard('{Enter}');
	await expect.element(screen.getByText('It counts: this text is approved.')).toBeVisible();
	await expect.element(screen.getByText(/the browser they joined with/)).toBeVisible();
	await expect.element(screen.getByText(/reviewer at that time/)).toBeVisible();
	await expect
		.element(screen.getByText(/The gate is required. One person approves./))
		.toBeVisible();
	await screen.getByRole('button', { name: 'Show the words' }).click();
	await expect.element(screen.getByText(/# Sign in/)).toBeVisible();
});

test('[TL3] an event has a page of its own, with its words', async () => {
	const log = createWorld();
	const approved = log.approve('ada', log.submit('ada', 'one'));
	const world = new World();
	world.book.start(log.root, []);
	world.book.arrive([...log.ledger.events()]);
	const stage = { world, keymap: new Keymap(), search: '', ongo: () => {}, event: approved.id };
	const screen = await render(TimelineStage, stage);
	await expect.element(screen.getByText('approved', { exact: false }).first()).toBeVisible();
	await expect.element(screen.getByText(/# Sign in/)).toBeVisible();
	await expect.element(screen.getByText(approved.id)).toBeVisible();
});

test('[TL3] an event that is not here is said to be elsewhere', async () => {
	const { screen } = await open(() => {}, '', 'f'.repeat(64));
	await expect.element(screen.getByText('No such event here')).toBeVisible();
});

test('[TL4] dragging, by keyboard too, shows how everything stood and what is otherwise now', async () => {
	const { screen, addresses, log } = await open(({ submit, approve }) => {
		approve('ben', submit('ada', 'one'));
	}, '?view=state');
	const slider = screen.getByRole('slider', { name: 'Moment' });
	await expect.element(slider).toHaveAttribute('aria-valuetext', '4 of 4 events');
	const states = screen.getByRole('list', { name: 'How many in which state' });
	await expect.element(states).toHaveTextContent('Approved 1');
	const element = slider.element();
	if (element instanceof HTMLElement) element.focus();
	await userEvent.keyboard('{ArrowLeft}');
	await expect.element(states).toHaveTextContent('In review 1');
	await expect.element(screen.getByText('Otherwise now (1)')).toBeVisible();
	const third = [...log.ledger.events()][2]?.id;
	await expect.poll(() => addresses.at(-1)).toBe(`?view=state&at=${third}`);
	await userEvent.keyboard('{Home}');
	await expect.element(screen.getByText('Nothing had been submitted yet.')).toBeVisible();
	await screen.getByRole('button', { name: 'Back to now' }).click();
	await expect.element(states).toHaveTextContent('Approved 1');
});

test('[TL5] what is shown is saved, oldest first', async () => {
	const { screen } = await open(({ submit, approve }) => {
		approve('ben', submit('ada', 'one'));
	}, '?kind=reviews');
	await expect.poll(() => rows().length).toBe(2);
	const saved = new Promise<Blob>((resolve) => {
		const create = URL.createObjectURL;
		URL.createObjectURL = (blob: Blob) => {
			URL.createObjectURL = create;
			resolve(blob);
			return create(blob);
		};
	});
	await screen.getByRole('button', { name: 'Save these' }).click();
	await page.getByText('Save as JSON').click();
	const { events } = HistoryExport.parse(JSON.parse(await (await saved).text()));
	expect(events.map(({ type }) => type)).toEqual(['submitted', 'approved']);
});

test('[TL6] of many thousand events only those in sight are on the page', async () => {
	const { screen } = await open(({ submit }) => {
		for (let n = 0; n < 3_000; n++) submit('ada', `text ${n}`);
	});
	await expect.element(screen.getByText('3,002 events')).toBeVisible();
	await expect.poll(() => rows().length).toBeGreaterThan(5);
	expect(rows().length).toBeLessThan(120);
	const first = document.querySelector('li');
	expect(first?.getAttribute('aria-setsize')).toBe('3002');
});
