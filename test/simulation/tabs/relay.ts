/** The real relay's rooms and log behind fake sockets and a fake API. It can be killed at any moment. */
import * as Y from 'yjs';
import type { RelayApi } from '#client/sync/relay-api.ts';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { createJournal } from '#server/log/journal.ts';
import { serveLog } from '#server/log/socket.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import { createRooms } from '#server/sync/rooms.ts';
import { serveSync } from '#server/sync/socket.ts';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { Hash, hashOf } from '#shared/hash.ts';
import { RelayId } from '#shared/id.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { DocSyncRequest } from '#shared/protocol/api.ts';
import { PROTOCOL_VERSION } from '#shared/protocol/version.ts';
import { refusal } from '#shared/refusal.ts';
import { err, ok } from '#shared/result.ts';
import { seedDesign } from '#test/fixtures/relay-world.ts';
import type { SignedWorkspace } from '#test/fixtures/signed-workspace.ts';
import { ADA } from '#test/fixtures/sync-client.ts';
import { createPage } from '#test/simulation/tabs/page.ts';
import type { ServedSocket } from '#test/simulation/tabs/sockets.ts';

/** What the relay's machine keeps when the relay is killed. */
export type RelayDisk = ReturnType<typeof createMemoryStore>;

export function startRelay(
	store: RelayDisk,
	{ root, relay: { key } }: SignedWorkspace,
	schedule: (flush: () => void) => void,
) {
	const page = createPage('relay');
	return page.within(() => {
		const rooms = createRooms({
			...{ store, seed: seedDesign },
			schedule: (flush) => schedule(() => page.run(flush)),
		});
		const killed = new Promise<null>((resolve) => page.onEnd(() => resolve(null)));
		const journal = createJournal({ store, ledger: createLedger(), verify });
		const hello = {
			slug: 'shop',
			name: 'shop',
			root,
			relay: key,
			relayId: RelayId.parse('rl_0000000001'),
		};

		return {
			journal,
			kill: () => page.close(false),
			serve: (url: URL, socket: ServedSocket) => page.run(() => seat(url, socket)),
			/** What the API says, as JSON; null when the relay is killed over it. */
			answer: (path: string, body: unknown) =>
				Promise.race([page.within(() => answer(path, body)), killed]),
		};

		/** A relay that is gone takes nothing in any more, however far it was. */
		async function verify(...given: Parameters<typeof verifyEnvelope>) {
			const verified = await verifyEnvelope(...given);
			return page.alive ? verified : new Promise<never>(() => {});
		}

		function seat(url: URL, socket: ServedSocket) {
			// @ts-expect-error As much of a socket as the relay uses.
			if (url.pathname.startsWith('/log/')) return serveLog(journal, socket, NOTHING_SEEN);
			const doc = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
			const generation = Hash.safeParse(url.searchParams.get('generation')).data ?? null;
			// @ts-expect-error As much of a socket as the relay uses.
			serveSync(rooms, socket, { ...{ doc, generation }, identity: ADA, canWrite: () => true });
		}

		async function answer(path: string, body: unknown): Promise<unknown> {
			if (path === 'hello') return { ...hello, protocol: PROTOCOL_VERSION };
			if (path === 'blobs') return [];
			if (path === 'docs')
				return rooms.names().map((name) => {
					const { generation, stateVector, textHash } = rooms.digest(name);
					return { name, generation, stateVector: toBase64Url(stateVector), textHash };
				});
			const { generation, stateVector, update } = DocSyncRequest.parse(body);
			const room = rooms.open(decodeURIComponent(path.split('/')[1] ?? ''));
			if (generation !== null && generation !== room.generation) return regenerated;
			if (update !== null) await room.take(ADA, fromBase64Url(update));
			const diff = Y.encodeStateAsUpdate(room.yDoc, fromBase64Url(stateVector));
			return { generation: room.generation, update: toBase64Url(diff), durable: true };
		}
	});
}

/** The app's way to ask, over a slow network. `answer` is null while no relay is there. */
export function relayApiOver(
	later: () => Promise<void>,
	answer: (path: string, body: unknown) => Promise<unknown>,
): RelayApi {
	return {
		setAccess: () => {},
		async ticket() {
			await later();
			return ok('ticket');
		},
		async ask(path, schema, { body } = {}) {
			await later();
			const said = await answer(path, body);
			await later();
			if (said === null) return err(refusal('offline', '', ''));
			return said === regenerated ? err(regenerated) : ok(schema.parse(said));
		},
	};
}

/** The text on the disk, as a relay that starts now would read it. */
export function textOnDisk(store: RelayDisk, doc: string): string {
	const stored = store.docs.load(doc);
	const yDoc = new Y.Doc();
	for (const update of stored === null ? [] : [stored.snapshot, ...stored.tail])
		Y.applyUpdate(yDoc, update);
	return yDoc.getText('markdown').toString();
}

/** A backup of a disk. */
export function copyOf(store: RelayDisk): RelayDisk {
	const copy = createMemoryStore();
	for (const { name } of store.docs.list()) {
		const kept = store.docs.load(name);
		if (kept === null) continue;
		copy.docs.create(name, kept.generation, kept.snapshot);
		copy.docs.append(kept.tail.map((update) => ({ name, update })));
	}
	copy.log.append(store.log.after(0, store.log.position()), [], []);
	return copy;
}

/** A disk some of whose documents were lost and founded again, on what they said. */
export function withDocsAnew(store: RelayDisk, docs: readonly string[], round: number): RelayDisk {
	const fresh = createMemoryStore();
	for (const { name } of store.docs.list()) {
		const kept = docs.includes(name) ? null : store.docs.load(name);
		if (kept === null) continue;
		fresh.docs.create(name, kept.generation, kept.snapshot);
		fresh.docs.append(kept.tail.map((update) => ({ name, update })));
	}
	for (const doc of docs) {
		const yDoc = new Y.Doc();
		yDoc.clientID = 1 + round;
		yDoc.getText('markdown').insert(0, textOnDisk(store, doc));
		const generation = hashOf(`generation ${round} of ${doc}`);
		fresh.docs.create(doc, generation, Y.encodeStateAsUpdate(yDoc));
	}
	return { ...store, docs: fresh.docs };
}

const regenerated = refusal('generation', '', '');

const NOTHING_SEEN = {
	observed: () => ({
		...{ type: 'observed' as const, checkout: null, at: '2026-01-01T00:00:00.000Z' },
		...{ implemented: [], verified: [], findings: [] },
	}),
	onObserved: () => () => {},
	traces: () => [],
	onTraces: () => () => {},
	hearSessions: () => ({ follow() {}, leave() {} }),
};
