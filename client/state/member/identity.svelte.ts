import type { OwnKeys } from '#client/keys/device-keys.ts';
import { rootWordsOf } from '#client/keys/root-words.ts';
import { Changes } from '#client/state/changes.svelte.ts';
import type { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import type { Names } from '#client/state/member/names.svelte.ts';
import type { Me, WorkspacePhase } from '#client/state/surface.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import type { WorkspaceHello } from '#shared/protocol/api.ts';

/** Who this browser is in the workspace, and which workspace it remembers under the address. */
export class Identity {
	readonly changes = new Changes();
	#book: LogBook;
	#isShutOut: () => boolean;
	#names: Names;
	#keys: OwnKeys | null = null;
	#root: EventId | null = null;
	#rootWords: readonly string[] | null = null;
	#folder: string | null = null;
	#unconfirmedRecovery: string | null = null;
	#hello: WorkspaceHello | null = null;
	#read = false;
	#caughtUp = false;

	/** `isShutOut`: the relay knows no member's device here. */
	constructor(book: LogBook, names: Names, isShutOut: () => boolean = () => false) {
		this.#isShutOut = isShutOut;
		this.#book = book;
		this.#names = names;
	}

	get phase(): WorkspacePhase {
		this.changes.version;
		if (!this.#read) return 'opening';
		const relayRoot = this.#hello?.root ?? null;
		if (this.#root !== null && this.#hello !== null && relayRoot !== this.#root) return 'wrongRoot';
		if (this.#root === null) {
			if (this.#hello === null) return 'opening';
			return relayRoot === null ? 'unfounded' : 'stranger';
		}
		if (this.me !== null || this.removed) return 'ready';
		return this.#caughtUp || this.#isShutOut() ? 'stranger' : 'opening';
	}

	get me(): Me | null {
		this.changes.version;
		const key = this.#keys?.signer.keyId;
		const member = key === undefined ? null : this.#book.state.membership.memberOfKey(key);
		if (key === undefined || member === null || this.#isShutOut()) return null;
		return { member: member.id, name: this.#names.of(member.id), role: member.role, key };
	}

	/** This device was a member's and is no more: it may read what it has, and ask to join again. */
	get removed(): boolean {
		this.changes.version;
		const key = this.#keys?.signer.keyId;
		if (key === undefined || this.#root === null) return false;
		const { membership } = this.#book.state;
		if (membership.keyOf(key) === null) return false;
		return membership.memberOfKey(key) === null || this.#isShutOut();
	}

	get root(): EventId | null {
		this.changes.version;
		return this.#root ?? this.#hello?.root ?? null;
	}

	get rootWords(): readonly string[] {
		const { root } = this;
		if (root === null) return [];
		if (this.#rootWords === null) {
			this.#rootWords = [];
			void rootWordsOf(root).then((words) => {
				this.#rootWords = words;
				this.changes.touch();
			});
		}
		return this.#rootWords;
	}

	get folderName(): string {
		this.changes.version;
		return this.#hello?.name ?? this.#folder ?? '';
	}

	/** Recovery words of this founder that were not typed back yet. */
	get unconfirmedRecovery(): string | null {
		this.changes.version;
		return this.#unconfirmedRecovery;
	}

	get keys(): OwnKeys | null {
		return this.#keys;
	}

	get hello(): WorkspaceHello | null {
		return this.#hello;
	}

	/** The root this browser holds the relay to; null before it joined. */
	get pinned(): EventId | null {
		return this.#root;
	}

	/** What this device keeps, once it has been read. */
	remember(
		keys: OwnKeys | null,
		root: EventId | null,
		folder: string | null,
		unconfirmedRecovery: string | null = null,
	): void {
		this.#keys = keys;
		this.#unconfirmedRecovery = unconfirmedRecovery;
		this.#root = root;
		this.#folder = folder ?? this.#folder;
		this.#rootWords = null;
		this.#read = true;
		this.changes.touch();
	}

	greet(hello: WorkspaceHello): void {
		this.#hello = hello;
		this.changes.touch();
	}

	/** This browser belongs to what the relay serves from now on. */
	pin(hello: WorkspaceHello): void {
		this.#root = hello.root;
		this.#rootWords = null;
		this.greet(hello);
	}

	/** Everything the relay has is here: who is not in it is a stranger. */
	catchUp(): void {
		this.#caughtUp = true;
		this.changes.touch();
	}
}
