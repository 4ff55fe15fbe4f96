import { expect, test } from 'vitest';
import { createSessionTold } from '#server/http/session-told.ts';
import { SessionId } from '#shared/id.ts';
import { MOST_SAID, type SessionActivity } from '#shared/protocol/sessions.ts';
import type { TranscriptEntry } from '#shared/session/transcript.ts';
import { AT } from '#test/fixtures/events.ts';

const ID = SessionId.parse('se_0000000001');
const OTHER = SessionId.parse('se_0000000002');

/** Sessions of which somebody tells, and whoever is connected. */
function createWorld() {
	let changed = (_: SessionId) => {};
	let said = (_: SessionId, __: string | null) => {};
	let later: (() => void)[] = [];
	let entries = 3;
	const transcript = (session: SessionId, after: number): TranscriptEntry[] =>
		Array.from({ length: entries - after }, (_, at) => ({
			...{ session, n: after + at + 1, at: AT, step: null, who: 'robin' },
			body: { type: 'note', text: 'said' },
		}));
	const told = createSessionTold(
		{
			transcript,
			onChanged(listener) {
				changed = listener;
			},
			onSaid(listener) {
				said = listener;
			},
		},
		{
			after(_, run) {
				later.push(run);
				return () => {
					later = later.filter((one) => one !== run);
				};
			},
		},
	);
	return {
		change: (session = ID) => changed(session),
		say: (...pieces: readonly (string | null)[]) => {
			for (const piece of pieces) said(ID, piece);
		},
		write: (n: number) => {
			entries = n;
			changed(ID);
		},
		/** Whatever waits for its moment. */
		pass() {
			const due = later;
			later = [];
			for (const run of due) run();
			return due.length;
		},
		connect() {
			const heard: SessionActivity[] = [];
			return { heard, ...told.hear((one) => heard.push(one)) };
		},
	};
}

test('[SB16] what happens in a session is told once for a burst, with its last entry', () => {
	const world = createWorld();
	world.change();
	expect(world.pass()).toBe(0);
	const { heard, leave } = world.connect();
	for (let n = 0; n < 5; n++) world.change();
	expect(world.pass()).toBe(1);
	expect(heard).toEqual([{ type: 'sessionActivity', session: ID, n: 3 }]);
	world.write(5);
	world.pass();
	expect(heard.at(-1)?.n).toBe(5);
	world.change();
	leave();
	expect(world.pass()).toBe(0);
	world.change();
	expect(world.pass()).toBe(0);
	expect(heard).toHaveLength(2);
});

test('[SB16] what is being said is told as far as it was said, and its end alone where it is long', () => {
	const world = createWorld();
	const { heard, follow } = world.connect();
	follow([ID]);
	world.say('I thi', 'nk', '', ' so');
	world.pass();
	expect(heard.at(-1)).toMatchObject({ n: 3, saying: 'I think so' });
	world.say('x'.repeat(MOST_SAID));
	world.pass();
	expect(heard.at(-1)?.saying).toBe('x'.repeat(MOST_SAID));
	world.say(null);
	world.pass();
	expect(heard.at(-1)).toEqual({ type: 'sessionActivity', session: ID, n: 3 });
	world.say(null);
	expect(world.pass()).toBe(0);
});

test('[SB16] what is being said goes to who follows that session, and to nobody else', () => {
	const world = createWorld();
	const [reader, other, nobody] = [world.connect(), world.connect(), world.connect()];
	reader.follow([ID]);
	other.follow([OTHER]);
	world.say('I think');
	world.pass();
	expect(reader.heard).toEqual([{ type: 'sessionActivity', session: ID, n: 3, saying: 'I think' }]);
	expect([...other.heard, ...nobody.heard]).toEqual([]);

	// An entry is news for everybody; what is said beside it is not.
	world.write(4);
	world.say(' so');
	world.pass();
	expect(reader.heard.at(-1)).toMatchObject({ n: 4, saying: 'I think so' });
	const news = { type: 'sessionActivity', session: ID, n: 4 };
	expect([...other.heard, ...nobody.heard]).toEqual([news, news]);

	// Whoever comes in the middle reads how it began, and whoever left reads nothing more.
	other.follow([ID]);
	expect(other.heard.at(-1)).toMatchObject({ n: 4, saying: 'I think so' });
	reader.follow([]);
	world.say('.');
	world.pass();
	expect(other.heard.at(-1)?.saying).toBe('I think so.');
	expect(reader.heard).toHaveLength(2);
});
