import type { Awareness } from 'y-protocols/awareness';
import * as z from 'zod/mini';
import { Changes } from '#client/state/changes.svelte.ts';
import type { Me, Person } from '#client/state/surface.ts';
import type { Replica } from '#client/sync/replica.ts';
import type { Replicas } from '#client/sync/replicas.svelte.ts';
import type { TabSync } from '#client/sync/tab-sync.ts';

/** How many colours of people the app has: the tokens `--person-1` and on. */
const COLORS = 8;

/** What a peer says of itself. The relay stamps who it is; the rest is its own word. */
const State = z.object({
	user: z.object({
		id: z.string(),
		name: z.string(),
		kind: z.enum(['person', 'agent']),
	}),
	where: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
	doing: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
});

/** Whose word changed, by client. */
interface Whose {
	readonly added: readonly number[];
	readonly updated: readonly number[];
	readonly removed: readonly number[];
}

/** Who else is here, and where. It lives in the stories' document, which everybody has open. */
export class Presence {
	#replicas: Replicas;
	#tabs: TabSync;
	#me: () => Me | null;
	#changes = new Changes();
	#where: { where: string | null; doing: string | null } = { where: null, doing: null };
	#read: {
		readonly at: number;
		readonly of: Awareness;
		readonly me: string | undefined;
		readonly people: readonly Person[];
	} | null = null;

	constructor(replicas: Replicas, tabs: TabSync, me: () => Me | null) {
		this.#replicas = replicas;
		this.#tabs = tabs;
		this.#me = me;
		this.#watch(replicas.of('stories'));
		replicas.onReplace((replica) => {
			if (replica.name === 'stories') this.#watch(replica);
		});
	}

	/**
	 * One entry for each person or agent, however many tabs they have open. Read once a change: a
	 * map asks for every node of it.
	 */
	get people(): readonly Person[] {
		const at = this.#changes.version;
		const { awareness } = this.#replicas.of('stories');
		const me = this.#me()?.member;
		if (this.#read?.at !== at || this.#read.of !== awareness || this.#read.me !== me)
			this.#read = { at, of: awareness, me, people: peopleIn(awareness, me) };
		return this.#read.people;
	}

	setWhere(where: string | null, doing: string | null): void {
		this.#where = { where, doing };
		this.introduce();
	}

	/** Says who this is, in the stories' document. */
	introduce(): void {
		this.introduceIn(this.#replicas.of('stories'));
		const { awareness } = this.#replicas.of('stories');
		awareness.setLocalState({ ...awareness.getLocalState(), ...this.#where });
	}

	/** Says who this is in another document: for cursors. */
	introduceIn(replica: Replica): void {
		this.#tabs.sharePresence(replica);
		const me = this.#me();
		if (me === null) return;
		const { member: id, name } = me;
		const user = { id, name, kind: 'person', color: colorOf(id) };
		replica.awareness.setLocalStateField('user', user);
	}

	#watch({ awareness }: Replica): void {
		const awarenessChanged = ({ added, updated, removed }: Whose) => {
			// What one says of oneself is read by the others: a map of two hundred nodes need not look.
			const whose = [...added, ...updated, ...removed];
			if (whose.some((client) => client !== awareness.clientID)) this.#changes.touch();
		};
		awareness.on('change', awarenessChanged);
		watchEnd(awareness, awarenessChanged);
	}
}

function peopleIn(awareness: Awareness, me: string | undefined): readonly Person[] {
	const people = new Map<string, Person>();
	for (const [client, state] of awareness.getStates()) {
		const parsed = State.safeParse(state);
		if (client === awareness.clientID || !parsed.success) continue;
		const { user, where = null, doing = null } = parsed.data;
		if (user.id === me) continue;
		const before = people.get(user.id);
		if (before?.where && where === null) continue;
		people.set(user.id, { ...user, color: colorOf(user.id), where, doing });
	}
	return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function watchEnd(awareness: Awareness, listener: (whose: Whose) => void): void {
	awareness.on('destroy', () => awareness.off('change', listener));
}

/** The same colour for the same one on every screen: a token, legible in both themes. */
export function colorOf(id: string): string {
	let sum = 0;
	for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
	return `var(--person-${(sum % COLORS) + 1})`;
}
