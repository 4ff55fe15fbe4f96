/** A large import, and everybody else meanwhile. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createImportReader } from '#server/files/import/import-reader.ts';
import { importStories } from '#server/files/import/import-stories.ts';
import { setStoryNarrative } from '#shared/doc/edits/stories.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { createPerson } from '#test/e2e/world/person.ts';
import { foundBy, type Served, serveFolder, ticketOf } from '#test/e2e/world/served.ts';
import { openSocket } from '#test/e2e/world/socket.ts';

const HOW = { dryRun: false, as: null, settle: null } as const;

test('[IL1] another socket is answered while a large file is imported', async () => {
	await using served = await serveFolder();
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const socket = openSocket(served, `/log/${served.workspace.slug}`, await ticketOf(served, ada));
	await new Promise((resolve) => socket.once('open', resolve));
	const file = join(served.folder, 'large.md');
	writeFileSync(file, storiesFile(1_500));

	const told: string[] = [];
	const imported = served.workspace.files.importFiles([file], HOW).then((report) => {
		told.push('imported');
		return report;
	});
	for (const answer of ['one', 'two', 'three']) {
		socket.ping();
		await new Promise((resolve) => socket.once('pong', resolve));
		told.push(answer);
	}
	const { entries, findings } = await imported;
	socket.terminate();

	expect(told).toEqual(['one', 'two', 'three', 'imported']);
	expect(entries.filter(({ became }) => became === 'added')).toHaveLength(1_500);
	expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
	expect(storiesOf(served)).toHaveLength(1_500);
});

test('[IL3] another socket is answered while a large import is being stored', async () => {
	await using served = await serveFolder();
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const socket = openSocket(served, `/log/${served.workspace.slug}`, await ticketOf(served, ada));
	await new Promise((resolve) => socket.once('open', resolve));
	const file = join(served.folder, 'large.md');
	writeFileSync(file, storiesFile(600));

	let done = false;
	const imported = served.workspace.files.importFiles([file], HOW).finally(() => {
		done = true;
	});
	const seen = new Set<number>();
	while (!done) {
		socket.ping();
		await new Promise((resolve) => socket.once('pong', resolve));
		seen.add(openStoriesDoc(served.workspace.rooms.open('stories').yDoc).blocks.size);
	}
	await imported;
	socket.terminate();
	const all = Math.max(...seen, storiesOf(served).length);
	expect([...seen].filter((there) => there > 1 && there < all).length).toBeGreaterThan(1);
	expect(storiesOf(served)).toHaveLength(600);
});

test('[IL2] what somebody writes while an import is planned is not planned away', async () => {
	await using served = await serveFolder();
	await importText(served, storiesFile(2));
	const changed = storiesFile(2).replace('shelf 0', 'the shelf of 0');
	const plans = await importText(served, changed, () => write(served, 'Story 0', 'Written here.'));
	expect(plans).toBe(2);
	const [first] = storiesOf(served);
	expect(first?.narrative).toContain('Written here.');

	const again = await importText(served, changed.replace('shelf 1', 'the shelf of 1'), () =>
		write(served, 'Story 0', 'In a story that the import leaves alone.'),
	);
	expect(again).toBe(1);
	expect(storiesOf(served)[1]?.narrative).toContain('the shelf of 1');
});

test('[IL2] where somebody never stops writing, nothing is stored and the import says so', async () => {
	await using served = await serveFolder();
	await importText(served, storiesFile(1));
	const changed = storiesFile(1).replace('shelf 0', 'the shelf of 0');
	let n = 0;
	const busy = importText(served, changed, () => write(served, 'Story 0', `Words ${n++}.`), true);
	await expect(busy).rejects.toThrow('import-busy');
	expect(storiesOf(served)[0]?.narrative).toBe('Words 4.');
});

test('[IL2] what was stored before it was planned anew is told as what it became', async () => {
	await using served = await serveFolder();
	const notes = 'What the shop is.';
	await importText(served, storiesFile(120));
	const changed = `${notes}\n\n${storiesFile(121)}`.replaceAll('shelf 110', 'the shelf of 110');
	const { yDoc } = served.workspace.rooms.open('stories');
	yDoc.once('update', () => queueMicrotask(() => void write(served, 'Story 110', 'Written here.')));
	const { plans, entries } = await imported(served, changed);

	expect(plans).toBe(2);
	expect(storiesOf(served)).toHaveLength(121);
	expect(storiesOf(served)[110]?.narrative).toContain('Written here.');
	const became = (title: string) => entries.find((entry) => entry.title === title)?.became;
	expect([notes, 'Story 120', 'Story 110', 'Story 0'].map(became)).toEqual([
		'kept',
		'added',
		'differs',
		'same',
	]);
	expect(entries.map(({ line }) => line)).toEqual(
		entries.map(({ line }) => line).toSorted((a, b) => (a ?? 0) - (b ?? 0)),
	);
});

/** Imports a text; answers how often it was planned. `meanwhile` runs in the first, or in each. */
async function importText(...how: Parameters<typeof imported>): Promise<number> {
	return (await imported(...how)).plans;
}

async function imported(
	{ workspace }: Served,
	text: string,
	meanwhile: () => Promise<void> = async () => {},
	always = false,
) {
	const reader = createImportReader();
	reader.read({ name: 'shop.md', path: '/shop.md', text, as: null }, workspace.artefacts());
	let plans = 0;
	const { entries, findings } = await importStories(
		workspace.rooms,
		async (there) => {
			const plan = reader.plan(there, null);
			plans++;
			if (always || plans === 1) await meanwhile();
			return plan;
		},
		{ dryRun: false },
	);
	const failed = findings.find(({ severity }) => severity === 'error');
	if (failed !== undefined) throw new Error(failed.rule);
	return { plans, entries };
}

async function write({ workspace }: Served, title: string, narrative: string): Promise<void> {
	const origin = { kind: 'person', id: 'ada' } as const;
	await workspace.rooms.open('stories').edit(origin, (yDoc) => {
		const doc = openStoriesDoc(yDoc);
		const story = readStories(doc).find((one) => one.title === title);
		if (story !== undefined) setStoryNarrative(doc, story.id, narrative, origin);
	});
}

function storiesOf({ workspace }: Served) {
	return readStories(openStoriesDoc(workspace.rooms.open('stories').yDoc));
}

function storiesFile(count: number): string {
	const one = (n: number) =>
		`## Story ${n}\n\nAs a reader of ${n} books, I want shelf ${n}, so that I find book ${n}.\n\n**Acceptance Criteria**\n\n- Shelf ${n} holds ${n} books\n- Book ${n} is found on shelf ${n}\n`;
	return `# Shop\n\n${Array.from({ length: count }, (_, n) => one(n)).join('\n')}`;
}
