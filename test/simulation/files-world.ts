/**
 * A world in which people, an agent and an editor of files write at once: a real workspace over a
 * real folder and database, on time that the test lets pass. The process dies now and then, also in
 * the middle of a write. One seed decides everything.
 */
import fs, {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import * as Y from 'yjs';
import { Config } from '#server/files/config/config.ts';
import { assemble } from '#server/open-workspace.ts';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import type { Workspace } from '#server/workspace.ts';
import { addCriterion } from '#shared/doc/edits/criteria.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { AcceptanceCriterionId } from '#shared/id.ts';
import { createRandom } from '#test/fixtures/random.ts';
import { createFuse, Dead, type Fuse } from '#test/simulation/fuse.ts';
import { insertLine, withBullet, withLine } from '#test/simulation/line-edits.ts';
import { createVirtualTimer, turns } from '#test/simulation/virtual-timer.ts';

const DESIGN = 'docs/design/session.md';
const DOC = 'design:cp_0123456789';
const STORIES = 'user_stories.md';
const FILES = {
	[DESIGN]: '---\nid: cp_0123456789\ncomponent: Session\n---\n\n# Session\n\nOne.\n\nTwo.\n',
	[STORIES]:
		'# Shop\n\n## Sign in\n\nAs a reader, I want to sign in.\n\n**Acceptance Criteria**\n- It works\n',
};

const HELD_MS = 10_000;

export interface FilesWorld {
	step(): Promise<void>;
	/** Everybody lets go, and time passes. */
	settle(): Promise<void>;
	read(path: string): string;
	workspace(): Workspace;
	/** Lines that somebody put in, by the file they belong to. */
	readonly inserted: Readonly<Record<string, readonly string[]>>;
	readonly counts: { crashes: number; people: number; agents: number; editors: number };
	readonly errors: unknown[];
	end(): Promise<void>;
}

export async function createFilesWorld(seed: number, folder: string): Promise<FilesWorld> {
	const random = createRandom(seed);
	const timer = createVirtualTimer();
	const counts = { crashes: 0, people: 0, agents: 0, editors: 0 };
	const inserted: Record<string, string[]> = { [DESIGN]: [], [STORIES]: [] };
	const errors: unknown[] = [];
	const at = (path: string) => `${folder}/app/${path}`;
	const read = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '');
	for (const [path, text] of Object.entries(FILES)) {
		mkdirSync(dirname(at(path)), { recursive: true });
		writeFileSync(at(path), text);
	}
	let names = 0;
	/** What an editor has read and not saved yet. */
	let buffer: { readonly path: string; readonly text: string; readonly at: number } | null = null;
	/** The rest of a file that an editor writes in two pieces. */
	let rest: { readonly path: string; readonly text: string } | null = null;
	let fuse: Fuse = createFuse();
	let workspace = await open();
	const person = new Y.Doc();
	person.clientID = 4_711;

	async function open(): Promise<Workspace> {
		fuse = createFuse();
		const store = openSqliteStore(`${folder}/lintel.db`);
		if (!store.ok) throw new Error(store.error.reason);
		const opened = await assemble(
			{
				disk: fuse.disk(fs),
				timer,
				now: timer.now,
				random: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
				pid: 1,
				isAlive: () => false,
				run: () => null,
				model: { environment: {} },
				temporary: folder,
				watch: 'poll',
				onError: (error) => void (error instanceof Dead || errors.push(error)),
			},
			{ slug: 'app', folder: `${folder}/app`, url: null },
			{
				config: Config.parse({}),
				store: fuse.store(store.value),
				mode: 'write',
				webhook: null,
				unlock: () => {},
			},
		);
		let gone = false;
		void opened.files.ready.catch(() => {}).then(() => (gone = true));
		while (!gone) await timer.pass(10);
		return opened;
	}

	const key = (who: string) => `${who} says ${names++}`;

	async function step(): Promise<void> {
		const dice = random.below(100);
		if (dice < 20) type();
		else if (dice < 30) await syncPerson();
		else if (dice < 40) await agentWrites();
		else if (dice < 50) openEditor();
		else if (dice < 62) save();
		else if (dice < 67) fuse.left ??= random.below(12);
		else if (dice < 69) await crash();
		else await timer.pass(random.below(900));
		await turns();
		// Nobody stops for long between two lines.
		const atLineEnd = rest !== null && read(rest.path).endsWith('\n');
		if (rest !== null) await timer.pass(random.below(atLineEnd ? 500 : 1_200));
		if (fuse.isBlown) await crash();
		if (rest !== null) save();
	}

	/** A person types a line into their own replica, connected or not. */
	function type(): void {
		const text = person.getText('markdown');
		if (text.length === 0) return;
		const line = key('ada');
		insertLine(random, text, line);
		inserted[DESIGN]?.push(line);
		counts.people++;
	}

	async function syncPerson(): Promise<void> {
		const room = workspace.rooms.open(DOC);
		const known = Y.encodeStateVector(room.yDoc);
		const update = Y.encodeStateAsUpdate(person, known);
		// What a dead process doesn't take, the person keeps and sends again.
		await room.take({ kind: 'person', id: 'ada' }, update).catch(() => {});
		if (!fuse.isBlown)
			Y.applyUpdate(person, Y.encodeStateAsUpdate(room.yDoc, Y.encodeStateVector(person)));
	}

	async function agentWrites(): Promise<void> {
		const origin = { kind: 'agent', id: 'robin' } as const;
		const line = key('robin');
		const intoStories = random.chance(0.5);
		const id = AcceptanceCriterionId.parse(`ac_${String(names).padStart(10, '0')}`);
		const done = workspace.rooms.open(intoStories ? 'stories' : DOC).edit(origin, (yDoc) => {
			if (!intoStories) return insertLine(random, yDoc.getText('markdown'), line);
			const doc = openStoriesDoc(yDoc);
			const story = readStories(doc)[0];
			if (story) addCriterion(doc, story.id, { id, text: line }, undefined, origin);
		});
		const answer = await done.then(
			() => true,
			() => false,
		);
		if (!answer) return;
		inserted[intoStories ? STORIES : DESIGN]?.push(line);
		counts.agents++;
	}

	function openEditor(): void {
		if (rest !== null) return;
		const path = random.chance(0.5) ? DESIGN : STORIES;
		buffer = { path, text: read(path), at: timer.now().getTime() };
	}

	/** Saves what was read a while ago with a line more: at once, renamed over it, or in two pieces. */
	function save(): void {
		if (rest !== null) {
			put(rest.path, rest.text);
			rest = null;
			return;
		}
		if (buffer === null) return;
		const { path, text, at: readAt } = buffer;
		buffer = null;
		// Longer ago, editors ask before they write over what changed since.
		if (timer.now().getTime() - readAt > HELD_MS) return;
		const line = key('vim');
		const next = path === DESIGN ? withLine(random, text, line) : withBullet(random, text, line);
		inserted[path]?.push(line);
		counts.editors++;
		const how = random.below(3);
		if (how === 0) put(path, next);
		else if (how === 1) {
			put(`${path}.swp`, next);
			renameSync(at(`${path}.swp`), at(path));
		} else {
			put(path, next.slice(0, random.below(next.length)));
			rest = { path, text: next };
		}
	}

	function put(path: string, text: string): void {
		writeFileSync(at(path), text);
		utimesSync(at(path), timer.now(), timer.now());
	}

	/** The process dies; files and database stay as they are, and it starts again. */
	async function crash(): Promise<void> {
		counts.crashes++;
		fuse.left = -1;
		timer.forget();
		workspace.store[Symbol.dispose]();
		await turns();
		// Whoever had read the file reads it again: only a running Lintel knows what it said before.
		buffer = null;
		workspace = await open();
	}

	async function settle(): Promise<void> {
		fuse.left = null;
		if (fuse.isBlown) await crash();
		if (rest !== null) save();
		await timer.pass(10_000);
		for (let n = 0; n < 3; n++) {
			await syncPerson();
			await timer.pass(10_000);
		}
	}

	return {
		...{ step, settle, read, inserted, counts, errors },
		workspace: () => workspace,
		async end() {
			timer.forget();
			workspace.store[Symbol.dispose]();
		},
	};
}
