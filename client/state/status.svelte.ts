import { Changes } from '#client/state/changes.svelte.ts';
import type { ConnectionWords, SavedWords } from '#client/state/surface.ts';
import type { DocStore } from '#client/sync/doc-store.ts';
import type { LogStore } from '#client/sync/log-store.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import type { ConnectionState } from '#machines/connection/connection.ts';
import { figure } from '#shared/counted.ts';
import { Observed } from '#shared/protocol/log.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Settings } from '#shared/trace/settings.ts';

/** What the relay has not got is asked of the database so often at most, while someone types too. */
const COUNTED_MS = 200;

interface StatusDeps {
	readonly docs: DocStore;
	readonly log: LogStore;
	/** Own changes that are on this page only, and whether this browser cannot store them. */
	unstored(): Pick<WriteBehind, 'waiting' | 'failing'>;
}

/** Where this device stands with the relay, in words a person understands. */
export class Status {
	readonly changes = new Changes();
	/** Apart: every key changes what is under way, and only the words about that are to be read anew. */
	#counts = new Changes();
	#deps: StatusDeps;
	#state: ConnectionState = 'offline';
	#started = false;
	#refusal: Refusal | null = null;
	/** Why the relay takes no edits from here. */
	#blocked: Refusal | null = null;
	#observed: Observed | null = null;
	/** Own rows that the relay has not acknowledged, decisions in the outbox included. */
	#unsent = 0;
	/** A count that one of them came in the middle of may lack it. */
	#edits = 0;
	/** Documents that another tab edits: the database may lack it until the relay has it. */
	#elsewhere = new Map<string, 'edited' | 'sent'>();
	#sent = false;
	#counting = false;

	constructor(deps: StatusDeps) {
		this.#deps = deps;
	}

	get connection(): ConnectionWords {
		this.changes.version;
		return this.#connectionWords();
	}

	get saved(): SavedWords {
		this.changes.version;
		this.#counts.version;
		const { waiting, failing } = this.#deps.unstored();
		const pending = this.#unsent + waiting;
		if (failing) return { state: 'page', pending, words: NOT_STORED[failing] };
		if (waiting > 0) return { state: 'page', pending, words: 'On this page' };
		if (this.#unsent === 0) return { state: 'relay', pending: 0, words: 'Saved on the relay' };
		if (this.#blocked !== null)
			return { state: 'device', pending, words: sentencesOf(this.#blocked) };
		if (this.#sent && this.#state === 'live') return { state: 'sent', pending, words: 'Sent' };
		return { state: 'device', pending, words: 'On this device' };
	}

	get observed(): Observed | null {
		this.changes.version;
		return this.#observed;
	}

	/** What validation goes by in the relay's checkout; null until it said so once. */
	get settings(): Settings | null {
		const seen = this.observed;
		if (seen === null) return null;
		return seen.settings ?? { preset: seen.preset, rules: {}, paths: [], templates: {} };
	}

	get state(): ConnectionState {
		this.changes.version;
		return this.#state;
	}

	take(state: ConnectionState, refusal: Refusal | null): void {
		this.#state = state;
		this.#refusal = refusal;
		this.#started ||= state !== 'offline';
		if (state === 'connecting') this.#blocked = null;
		this.changes.touch();
	}

	/** What a tab that opens now is told of the connection. */
	get link(): { readonly state: ConnectionState; readonly refusal: Refusal | null } {
		return { state: this.#state, refusal: this.#refusal };
	}

	/** What the relay said no to for good; null while it says no such thing. */
	get refusal(): Refusal | null {
		return this.state === 'refused' ? this.#refusal : null;
	}

	block(refusal: Refusal): void {
		this.#blocked = refusal;
		this.changes.touch();
	}

	observe(observed: Observed): void {
		const seen = withKnownOf(this.#observed, observed);
		this.#observed = seen;
		this.changes.touch();
		void this.#deps.log.writeFact('observed', seen);
	}

	/** What was seen before this page was opened, with its age. */
	async recall(): Promise<void> {
		this.#observed ??= await this.#deps.log.readFact('observed', Observed);
		await this.#count();
	}

	/** An own edit or decision is under way. */
	edited(): void {
		this.#edits++;
		this.#sent = false;
		// Until it has been counted: nothing may say in between that the relay has it.
		this.#unsent = Math.max(1, this.#unsent);
		this.recount();
	}

	/** The same in another tab of this device. */
	editedElsewhere(doc: string): void {
		this.#elsewhere.set(doc, 'edited');
		this.edited();
	}

	/** What was sent of the document is on the relay's disk. */
	durable(doc: string): void {
		if (this.#elsewhere.get(doc) === 'sent') this.#elsewhere.delete(doc);
		this.recount();
	}

	sent(doc: string): void {
		if (this.#elsewhere.has(doc)) this.#elsewhere.set(doc, 'sent');
		this.#sent = true;
		this.#counts.touch();
	}

	/** Counts anew what the relay has not acknowledged. */
	recount(): void {
		this.#counts.touch();
		if (this.#counting) return;
		this.#counting = true;
		setTimeout(() => {
			this.#counting = false;
			void this.#count();
		}, COUNTED_MS);
	}

	async #count(): Promise<void> {
		const before = this.#edits;
		const isWriting = this.#deps.unstored().waiting > 0;
		const unsent = await this.#deps.docs.unsent();
		const rows = [...unsent.values()].reduce((sum, count) => sum + count, 0);
		const counted = rows + (await this.#deps.log.outbox()).length;
		const mayLack = isWriting || this.#elsewhere.size > 0 || before !== this.#edits;
		this.#unsent = Math.max(mayLack ? 1 : 0, counted);
		this.#counts.touch();
	}

	#connectionWords(): ConnectionWords {
		switch (this.#state) {
			case 'live':
				return { state: 'live', words: 'Live.' };
			case 'connecting':
			case 'syncing':
				if (this.#refusal !== null) return this.#offlineWords(this.#refusal);
				return { state: 'connecting', words: 'Connecting to the relay…' };
			case 'refused':
				return {
					state: 'refused',
					words: this.#refusal === null ? 'Refused.' : sentencesOf(this.#refusal),
				};
			case 'offline':
				if (!this.#started && this.#refusal !== null)
					return { state: 'offline', words: sentencesOf(this.#refusal) };
				if (this.#refusal !== null) return this.#offlineWords(this.#refusal);
				if (!this.#started) return { state: 'connecting', words: 'Connecting to the relay…' };
				return { state: 'offline', words: `Offline. ${this.#heldWords()}` };
		}
	}

	/** What was tried came to nothing for a reason that somebody can do something about. */
	#offlineWords(why: Refusal): ConnectionWords {
		const held = this.#held === 0 ? '' : ` ${this.#heldWords()}`;
		return { state: 'offline', words: sentencesOf(why) + held };
	}

	get #held(): number {
		this.#counts.version;
		return this.#unsent + this.#deps.unstored().waiting;
	}

	#heldWords(): string {
		const count = this.#held;
		if (count === 0) return 'Everything is on the relay.';
		const changes = count === 1 ? '1 change is' : `${figure(count)} changes are`;
		return `${changes} on this device and will be sent.`;
	}
}

/** What was known holds until the relay has looked again. */
function withKnownOf(before: Observed | null, now: Observed): Observed {
	return before?.known === undefined ? now : { ...now, known: now.known ?? before.known };
}

const NOT_STORED = {
	full: 'On this page only: this browser stores nothing more. Free some space on its disk.',
	shut: 'On this page only: this browser shut what Lintel stores. Copy what you just wrote, then reload the page.',
};

function sentencesOf({ reason, fix }: Refusal): string {
	return `${reason} ${fix}`;
}
