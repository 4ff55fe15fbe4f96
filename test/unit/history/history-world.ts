/** Rooms, a recorder and a clock that the test turns. */

import { readFields } from '#server/history/read-fields.ts';
import { createRecorder } from '#server/history/recorder.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import type { Store } from '#server/storage/store.ts';
import { createRooms } from '#server/sync/rooms.ts';
import type { Timer } from '#server/timer.ts';
import { editionText } from '#shared/artefact/edition-text.ts';
import { addStory } from '#shared/doc/edits/stories.ts';
import type { Origin } from '#shared/doc/origin.ts';
import { textIn } from '#shared/doc/read-value.ts';
import { seedOf } from '#shared/doc/seed.ts';
import { openStoriesDoc, storyMapOf } from '#shared/doc/stories-doc.ts';
import { type ArtefactId, StoryId } from '#shared/id.ts';
import { EditionFields } from '#shared/protocol/history.ts';
import { createTurns } from '#test/fixtures/turns.ts';

export const SIGN_IN = StoryId.parse('st_0000000001');
export const SEARCH = StoryId.parse('st_0000000002');
export const ada: Origin = { kind: 'person', id: 'mb_0000000ada' };
export const ben: Origin = { kind: 'person', id: 'mb_0000000ben' };
export const robin: Origin = { kind: 'agent', id: 'ag_00000r0b1n' };
export const file: Origin = { kind: 'file', id: 'user_stories.md' };

const STORIES = `## Sign in <!-- ${SIGN_IN} -->\n\nAs a reader, I sign in.\n\n## Search <!-- ${SEARCH} -->\n\nAs a reader, I search.\n`;

export function createHistoryWorld(store: Store = createMemoryStore()) {
	const turns = createTurns();
	const rooms = createRooms({
		...{ store, schedule: turns.schedule },
		seed: (name) => seedOf(name, name === 'stories' ? STORIES : ''),
	});
	rooms.found(['stories', 'contexts']);
	let clock = Date.UTC(2026, 10, 22, 12);
	const waiting = new Set<{ readonly at: number; readonly run: () => void }>();
	const timer: Timer = {
		after: (milliseconds, run) => {
			const entry = { at: clock + milliseconds, run };
			waiting.add(entry);
			return () => waiting.delete(entry);
		},
	};
	const errors: unknown[] = [];
	const recorder = createRecorder({
		...{ rooms, store, timer },
		now: () => new Date(clock),
		fieldsOf: (id) => readFields(rooms, id),
		revisionOf: () => null,
		onError: (error) => errors.push(error),
	});

	/** Lets time pass: what was to happen in it happens, in its order. */
	function pass(milliseconds: number): void {
		const until = clock + milliseconds;
		for (;;) {
			const [next] = [...waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
			if (next === undefined) break;
			waiting.delete(next);
			clock = Math.max(clock, next.at);
			next.run();
		}
		clock = until;
	}

	/** Somebody types at the end of a Story's narrative. */
	async function type(origin: Origin, words: string, id: StoryId = SIGN_IN): Promise<void> {
		const done = rooms.open('stories').edit(origin, (yDoc) => {
			const map = storyMapOf(openStoriesDoc(yDoc), id);
			const narrative = map && textIn(map, 'narrative');
			narrative?.insert(narrative.length, words);
		});
		turns.end();
		await done;
	}

	/** Somebody adds a Story. */
	async function add(origin: Origin, narrative: string): Promise<StoryId> {
		const id = StoryId.parse('st_0000000003');
		const done = rooms.open('stories').edit(origin, (yDoc) => {
			const story = { id, title: 'Leave', narrative, criteria: [], notes: '' };
			addStory(openStoriesDoc(yDoc), story, null, origin);
		});
		turns.end();
		await done;
		return id;
	}

	/** What the editions say last, oldest first: authors, and the end of the text. */
	function told(id: ArtefactId = SIGN_IN) {
		return store.editions
			.list(id, null, 100)
			.toReversed()
			.map(({ n, by }) => `${by.map((one) => one.id).join('+')}: ${lastLine(store, id, n)}`);
	}

	return { store, rooms, recorder, errors, turns, pass, type, add, told };
}

function lastLine(store: Store, id: ArtefactId, n: number): string {
	const fields = EditionFields.parse(JSON.parse(store.editions.read(id, n)?.content ?? 'null'));
	return (
		editionText(fields, (one) => one)
			.trimEnd()
			.split('\n')
			.at(-1) ?? ''
	);
}
