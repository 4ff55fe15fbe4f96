import { expect, test } from 'vitest';
import { createTranscripts, MOST_CHARACTERS, RETENTION_MS } from '#server/session/transcripts.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import { MOST_ENTRY_TEXT } from '#shared/session/transcript.ts';
import { STORY } from '#test/fixtures/events.ts';
import { ada, createSessionWorld, SESSION, sessionId } from '#test/fixtures/session-world.ts';

function fail(error: unknown): never {
	throw error;
}

test('[SN9] an entry that is too long is cut, and says so', () => {
	const transcripts = createTranscripts(createMemoryStore(), () => new Date(), fail);
	transcripts.add(SESSION, 'review', 'robin', { type: 'text', text: 'a'.repeat(50_000) });
	const [entry] = transcripts.after(SESSION, 0, 10);
	if (entry?.body.type !== 'text') throw new Error('There is no text.');
	expect(entry.body.text.length).toBeLessThanOrEqual(MOST_ENTRY_TEXT);
	expect(entry.body.text).toContain('30000 characters more were cut');
});

test('[SN9] a transcript that is full says so once, and keeps what was handed in', () => {
	const transcripts = createTranscripts(createMemoryStore(), () => new Date(), fail);
	const text = 'a'.repeat(MOST_ENTRY_TEXT);
	const enough = Math.ceil(MOST_CHARACTERS / MOST_ENTRY_TEXT) + 20;
	for (let n = 0; n < enough; n++) transcripts.add(SESSION, null, 'robin', { type: 'text', text });
	transcripts.add(SESSION, null, 'robin', { type: 'output', output: '{}' });
	const entries = transcripts.after(SESSION, 0, enough * 2);
	expect(entries.length).toBeLessThan(enough);
	expect(entries.slice(-2).map(({ body }) => body.type)).toEqual(['note', 'output']);
	expect(entries.filter(({ body }) => body.type === 'note')).toHaveLength(1);
});

test('[SN9] a transcript is forgotten a month after its session ended, and never before', () => {
	const store = createMemoryStore();
	const world = createSessionWorld();
	const running = sessionId('running');
	world.start(ada, 'story-review', STORY);
	world.start(ada, 'story-review', STORY, running);
	world.end(ada, 'cancelled');
	const ended = Date.parse(world.state().ended?.at ?? '');
	let now = ended;
	const transcripts = createTranscripts(store, () => new Date(now), fail);
	for (const id of [SESSION, running]) {
		transcripts.add(id, null, 'robin', { type: 'note', text: 'Here.' });
	}
	now = ended + RETENTION_MS - 1_000;
	transcripts.forget(world.book.get);
	expect(store.transcripts.list()).toHaveLength(2);
	now = ended + RETENTION_MS + 1_000;
	transcripts.forget(world.book.get);
	expect(store.transcripts.list().map(({ session }) => session)).toEqual([running]);

	// Neither a session that was silent for long, nor one that something was told of since.
	for (const [at, later] of [
		[ended - 2 * RETENTION_MS, ended + RETENTION_MS - 1_000],
		[ended + RETENTION_MS / 2, ended + RETENTION_MS + 1_000],
	] as const) {
		now = at;
		transcripts.add(SESSION, null, 'robin', { type: 'note', text: 'Here.' });
		now = later;
		transcripts.forget(world.book.get);
		expect(store.transcripts.list()).toHaveLength(2);
	}
});

test('[SN9] what a disk does not let go of is forgotten another day', () => {
	const store = createMemoryStore();
	let now = Date.now();
	const errors: unknown[] = [];
	const full = new Error('disk full');
	let isFull = true;
	const { remove } = store.transcripts;
	const transcripts = createTranscripts(
		{
			transcripts: {
				...store.transcripts,
				remove(session) {
					if (isFull) throw full;
					remove(session);
				},
			},
		},
		() => new Date(now),
		(error) => void errors.push(error),
	);
	transcripts.add(SESSION, null, 'robin', { type: 'note', text: 'Here.' });
	now += RETENTION_MS + 1_000;
	transcripts.forget(() => null);
	expect(errors).toEqual([full]);
	expect(transcripts.after(SESSION, 0, 10)).toHaveLength(1);
	isFull = false;
	transcripts.forget(() => null);
	expect(transcripts.after(SESSION, 0, 10)).toEqual([]);
});
