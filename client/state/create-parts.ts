import * as z from 'zod/mini';
import { type AccessKey, readDeviceKeys, takeNextKeys } from '#client/keys/device-keys.ts';
import { ArtefactIndex } from '#client/state/artefact/artefact-index.svelte.ts';
import { createEdits } from '#client/state/artefact/create-edits.ts';
import { Designs } from '#client/state/artefact/designs.svelte.ts';
import { Undo } from '#client/state/artefact/undo.svelte.ts';
import { createFeatureParts } from '#client/state/create-feature-parts.ts';
import { Findings } from '#client/state/findings/findings.svelte.ts';
import { goesBy } from '#client/state/findings/goes-by.ts';
import { lazyFounding } from '#client/state/founding/lazy-founding.ts';
import { readUnfinished, rootOf } from '#client/state/founding/unfinished-founding.ts';
import { keepGlance } from '#client/state/glance/glance-keeper.ts';
import { History } from '#client/state/history/history.svelte.ts';
import { createDecisions } from '#client/state/lifecycle/create-decisions.ts';
import { Lifecycle } from '#client/state/lifecycle/lifecycle.svelte.ts';
import { LogBook } from '#client/state/lifecycle/log-book.svelte.ts';
import { createSigning } from '#client/state/lifecycle/signing.ts';
import { FrozenTexts } from '#client/state/lifecycle/texts.ts';
import { createKeyring } from '#client/state/member/create-keyring.ts';
import { createTeam } from '#client/state/member/create-team.svelte.ts';
import { Enrolments } from '#client/state/member/enrolments.ts';
import { Identity } from '#client/state/member/identity.svelte.ts';
import { Names } from '#client/state/member/names.svelte.ts';
import { Presence } from '#client/state/member/presence.svelte.ts';
import { createSecondSigner } from '#client/state/member/second-signer.ts';
import { createNetwork } from '#client/state/network.svelte.ts';
import type { Parts } from '#client/state/parts.ts';
import { createFollowedSessions } from '#client/state/session/followed-sessions.ts';
import { SessionNews } from '#client/state/session/session-news.svelte.ts';
import { Status } from '#client/state/status.svelte.ts';
import { statusPart } from '#client/state/status-part.ts';
import { rememberTraces } from '#client/state/trace/trace-memory.ts';
import { TraceBook } from '#client/state/trace/traces.svelte.ts';
import { Database } from '#client/sync/database.ts';
import { createDocStore } from '#client/sync/doc-store.ts';
import { mayPass, noStorage, UNKNOWN_DEVICE } from '#client/sync/link-refusals.ts';
import { createLogStore } from '#client/sync/log-store.ts';
import { createNewGeneration } from '#client/sync/new-generation.ts';
import { createRelayApi } from '#client/sync/relay-api.ts';
import { createReplicas } from '#client/sync/replicas.svelte.ts';
import { createTabBus } from '#client/sync/tab-bus.ts';
import { createTabSync } from '#client/sync/tab-sync.ts';
import { createWriteBehind } from '#client/sync/write-behind.ts';
import type { Random } from '#shared/id.ts';
import { EventId } from '#shared/lifecycle/event.ts';
import type { KeyId } from '#shared/lifecycle/public-key.ts';
import { WorkspaceHello } from '#shared/protocol/api.ts';
import { practicesOf } from '#shared/trace/practices.ts';

/** What the page brings along: the only way to the world's clock and chance. */
export interface Surroundings {
	/** The page's origin, which is the relay's. */
	readonly origin: string;
	readonly now: () => Date;
	readonly random: Random;
	/** A number from 0 up to 1. */
	readonly chance: () => number;
}

/** `opened` resolves when it knows what this device keeps of the log and of the stories. */
interface OpeningParts extends Parts {
	readonly opened: Promise<unknown>;
}

const SAY_HELLO_AGAIN_MS = 3_000;

/** Puts a workspace together and lets it fill: from this device at once, from the relay when it answers. */
export function createParts(slug: string, surroundings: Surroundings): OpeningParts {
	const { origin, now, random, chance } = surroundings;
	const edits = { kind: 'person' as const, id: 'here' };
	let closed = false;
	const db = new Database(slug);
	const docs = createDocStore(db);
	const log = createLogStore(db);
	const status: Status = new Status({ docs, log, unstored: () => writeBehind });
	const late = (doc: string) => void generations.catchUp(doc);
	const writeBehind = createWriteBehind(docs, () => status.recount(), late);
	const replicas = createReplicas(docs, writeBehind);
	const api = createRelayApi(slug, origin, now);
	const bus = createTabBus(`lintel/${slug}`, crypto.randomUUID());
	const tabs = createTabSync(replicas, bus);
	const generations = createNewGeneration({ slug, docs, replicas, writeBehind, edits, tabs });
	const texts = new FrozenTexts(log, api);
	const book = new LogBook();
	const traces = new TraceBook();
	const followed = createFollowedSessions(bus);
	const news = new SessionNews(now, followed);
	const names = new Names(book);
	const identity = new Identity(book, names, () => status.refusal?.guard === UNKNOWN_DEVICE);
	const me = () => identity.me;
	const presence = new Presence(replicas, tabs, me);
	const undo = new Undo(replicas, edits);
	const signing = createSigning({
		...{ book, names, log, docs, writeBehind, now, random },
		root: () => identity.pinned,
		signer: () => identity.keys?.signer ?? null,
		onDecided: (id) => network.decided(id),
		onReplaced: (id) => history.dismiss(id),
	});
	const network = createNetwork({
		...{ slug, origin, api, docs, log, replicas, writeBehind, generations, chance },
		...{ bus, tabs, book, names, identity, status, presence, traces, news, followed },
		onStranded: (n) => void signing.signAnew(n),
		onLog: () => void texts.keepOpen(book.state),
	});

	const designs = new Designs(replicas, network.live, edits);
	const practices = () => practicesOf(book.state.policy);
	const index = new ArtefactIndex(replicas, designs, practices);
	const findings = new Findings(index, designs, replicas, goesBy({ status, book }));
	const observed = () => status.observed;
	const upstreamChanges = [replicas.changesOf('stories'), replicas.changesOf('contexts')];
	const lifecycle = new Lifecycle({ book, index, findings, traces, observed, me, upstreamChanges });
	const enrolments = new Enrolments(book);
	const second = createSecondSigner({ book, log, random, origin, me });
	const history = new History({
		...{ book, names },
		titleOf: (id) => index.titleOf(id),
		ownKey: () => identity.keys?.signer.keyId ?? null,
		shutOut: () => status.refusal,
		keepDismissed: (event) => void log.dismiss(event),
	});
	const team = createTeam({
		...{ book, names, api, signing, random, me },
		identityChanges: identity.changes,
	});
	const founding = lazyFounding({
		...{ slug, db, log, api, book, names, identity, signing, random, now, enter },
		caughtUp: () => until(() => status.state === 'live'),
		outboxSent: () => until(async () => (await log.outbox()).length === 0),
		second,
	});
	const keyring = createKeyring({
		...{ book, names, enrolments, signing, second, random, me },
		askForKey: async (name, device) => (await founding.load()).askForKey(name, device),
		findJoin: (code) => team.findJoin(code),
		rotate: async (choice) => (await founding.load()).rotate(choice),
	});

	const features = createFeatureParts({
		...{ slug, now, random, api, replicas, network, book, names, index, designs, findings },
		...{ lifecycle, presence, signing, status, traces, news, log, me, undo, origin: edits },
	});

	const stopGlancing = keepGlance({ book, identity, index, lifecycle, log, replicas });
	const read = readIdentity();
	void open().catch(() => status.take('offline', noStorage));
	return {
		slug,
		...features,
		traces,
		opened: read.then(() => replicas.loaded('stories')),
		identity,
		artefacts: index,
		designs,
		lifecycle,
		history,
		names,
		texts,
		status: statusPart(status, api),
		presence,
		undo,
		...{ team, keyring },
		edits: createEdits({
			...{ replicas, random, now },
			origin: edits,
			storiesDoc: () => index.storiesDoc,
			member: () => me()?.member ?? null,
			isLogged: (id) => book.state.artefacts.has(id),
		}),
		decisions: createDecisions({ index, lifecycle, findings, book, signing, second }),
		founding: founding.part,
		async close() {
			closed = true;
			stopGlancing();
			await writeBehind.flush();
			network.close();
			replicas.close();
			db.close();
		},
	};

	async function open(): Promise<void> {
		const stopListening = bus.listen((message) => {
			if (message.type === 'identity') void readIdentity();
		});
		identity.changes.listen(() => presence.introduce());
		await read;
		history.takeDismissed((await log.readFact('dismissed', z.array(EventId))) ?? []);
		void rememberTraces(traces, log);
		await status.recall();
		network.join();
		if (identity.pinned === null) await sayHello();
		else if (identity.keys !== null && identity.me === null && !identity.removed)
			(await founding.load()).waitToBeLetIn();
		setTimeout(() => void readEverything(), 0);
		if (closed) stopListening();
	}

	/** Who this browser is, and what it knows of the log. */
	async function readIdentity(access?: AccessKey): Promise<void> {
		const root = await log.readRoot(slug);
		await network.inTurn(async () => {
			names.take(await log.blobs());
			book.start(root, await log.load());
		});
		// A change of keys that was cut short is finished once the relay has all of it.
		const isIn = (key: KeyId) => book.state.membership.memberOfKey(key) !== null;
		if (book.provisional.length === 0) await takeNextKeys(db, isIn);
		const keys = await readDeviceKeys(db);
		api.setAccess(access ?? keys?.access ?? null);
		const unfinished = await readUnfinished(log);
		const isOurs = root !== null && unfinished !== null && rootOf(unfinished) === root;
		const unconfirmed = isOurs ? unfinished.words : null;
		identity.remember(keys, root, await log.readFact('folder', z.string()), unconfirmed);
	}

	async function enter(access?: AccessKey): Promise<void> {
		await readIdentity(access);
		bus.say({ type: 'identity' });
		network.reconnect();
	}

	/** Without a root there is no one to connect as: ask what the relay serves until it answers. */
	async function sayHello(): Promise<void> {
		if (closed || identity.pinned !== null) return;
		const hello = await api.ask('hello', WorkspaceHello);
		if (hello.ok) {
			identity.greet(hello.value);
			if (identity.keys !== null && hello.value.root !== null)
				(await founding.load()).waitToBeLetIn();
		} else {
			// Who answers with a no is there; whoever does not may come back.
			status.take(mayPass(hello.error) ? 'offline' : 'refused', hello.error);
			setTimeout(() => void sayHello(), SAY_HELLO_AGAIN_MS);
		}
	}

	/** After the first paint: what is not on the first screen. */
	async function readEverything(): Promise<void> {
		for (const { name } of await docs.list()) replicas.of(name);
	}

	async function until(isDone: () => boolean | Promise<boolean>): Promise<void> {
		for (let tries = 0; tries < 200 && !(await isDone()); tries++)
			await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
