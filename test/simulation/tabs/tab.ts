/** One tab: the real modules that `createParts` puts together, as far as text and decisions go. */
import '#client/sync/link.svelte.ts';
import { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { createSigning } from '#client/state/lifecycle/signing.ts';
import { Identity } from '#client/state/member/identity.svelte.ts';
import { Names } from '#client/state/member/names.svelte.ts';
import { Presence } from '#client/state/member/presence.svelte.ts';
import { createNetwork } from '#client/state/network.svelte.ts';
import { createFollowedSessions } from '#client/state/session/followed-sessions.ts';
import { SessionNews } from '#client/state/session/session-news.svelte.ts';
import { Status } from '#client/state/status.svelte.ts';
import { TraceBook } from '#client/state/trace/traces.svelte.ts';
import type { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { createLogStore } from '#client/sync/log-store.ts';
import { createNewGeneration } from '#client/sync/new-generation.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { createTabBus } from '#client/sync/tab-bus.ts';
import { createTabSync } from '#client/sync/tab-sync.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import type { StoryId } from '#shared/id.ts';
import type { SeededRandom } from '#test/fixtures/random.ts';
import type { SignedWorkspace } from '#test/fixtures/signed-workspace.ts';
import type { Page } from '#test/simulation/tabs/page.ts';

export interface TabDeps {
	readonly page: Page;
	readonly db: Database;
	readonly api: RelayApi;
	readonly random: SeededRandom;
	readonly signed: SignedWorkspace;
	readonly now: () => Date;
}

export type Tab = ReturnType<typeof openTab>;

/** Call it in its page. */
export function openTab({ page, db, api, random, signed, now }: TabDeps) {
	const edits = { kind: 'person' as const, id: 'here' };
	const { signer } = signed.ada;
	const docs = createDocStore(db);
	const log = createLogStore(db);
	const status: Status = new Status({ docs, log, unstored: () => writeBehind });
	const late = (doc: string) => void generations.catchUp(doc);
	const writeBehind = createWriteBehind(docs, () => status.recount(), late);
	const replicas = createReplicas(docs, writeBehind);
	const bus = createTabBus('lintel/shop', page.name);
	const tabs = createTabSync(replicas, bus);
	const generations = createNewGeneration({
		slug: 'shop',
		docs,
		replicas,
		writeBehind,
		edits,
		tabs,
	});
	const book = new LogBook();
	const names = new Names(book);
	const identity = new Identity(book, names);
	const followed = createFollowedSessions(bus);
	const signing = createSigning({
		...{ book, names, log, docs, writeBehind, now },
		random: (count) => Uint8Array.from({ length: count }, () => random.below(256)),
		root: () => identity.pinned,
		signer: () => signer,
		onDecided: (id) => network.decided(id),
		onReplaced: () => {},
	});
	const network = createNetwork({
		...{ slug: 'shop', origin: 'http://relay', api, docs, log, replicas, writeBehind, generations },
		...{ bus, tabs, book, names, identity, status, followed },
		presence: new Presence(replicas, tabs, () => identity.me),
		chance: () => random.below(1_000) / 1_000,
		traces: new TraceBook(),
		news: new SessionNews(now, followed),
		onStranded: (n) => void signing.signAnew(n),
		onLog: () => {},
	});
	const access = { keyId: signer.keyId, sign: async () => new Uint8Array() };
	const opened = new Set(['stories']);
	let isReady = false;
	void open();

	return {
		...{ page, log, status, writeBehind, replicas, book, opened },
		since: now().getTime(),
		get isReady() {
			return isReady;
		},
		textOf: (doc: string) => replicas.of(doc).doc.getText('markdown').toString(),
		/** Answers whether the document can be typed in yet. */
		type(doc: string, words: string): boolean {
			const replica = replicas.of(doc);
			if (!replica.loaded || replica.generation === null) return false;
			const text = replica.doc.getText('markdown');
			page.run(() => replica.doc.transact(() => text.insert(text.length, words), edits));
			return true;
		},
		decide: (artefact: StoryId) => page.within(() => signing.sign({ type: 'archived', artefact })),
		toggle(doc: string): void {
			const isOpen = opened.delete(doc);
			if (!isOpen) opened.add(doc);
			page.run(() => (isOpen ? network.live.close(doc) : network.live.open(doc)));
		},
	};

	async function open(): Promise<void> {
		await network.inTurn(async () => book.start(signed.root, await log.load()));
		identity.remember({ signer, access, device: signed.ada.device }, signed.root, 'shop');
		await status.recall();
		network.join();
		for (const { name } of await docs.list()) replicas.of(name);
		await replicas.loaded('stories');
		isReady = true;
	}
}
