import { createMemoryMessages } from '#server/storage/memory-messages.ts';
import { createMemoryTranscripts } from '#server/storage/memory-transcripts.ts';
import type {
	AgentStore,
	AgreedStore,
	DocStore,
	EditionStore,
	LogStore,
	Store,
	StoredAgent,
	StoredEdition,
} from '#server/storage/store.ts';
import type { Blob } from '#shared/lifecycle/blob.ts';
import type { Envelope } from '#shared/lifecycle/envelope.ts';

/** The store of tests: everything a {@link Store} promises, for as long as the process lives. */
export function createMemoryStore(): Store {
	const meta = new Map<string, string>();
	return {
		docs: createDocs(),
		log: createLog(),
		agreed: createAgreed(),
		agents: createAgents(),
		editions: createEditions(),
		messages: createMemoryMessages(),
		transcripts: createMemoryTranscripts(),
		together: (work) => work(),
		countWritten: () => undefined,
		isSetBack: () => false,
		lost: () => null,
		letGo: () => undefined,
		readMeta: (name) => meta.get(name) ?? null,
		writeMeta: (name, value) => {
			meta.set(name, value);
		},
		[Symbol.dispose]: () => undefined,
	};
}

function createDocs(): DocStore {
	const docs = new Map<string, { generation: string; snapshot: Uint8Array; tail: Uint8Array[] }>();

	function mustFind(name: string) {
		const doc = docs.get(name);
		if (!doc) throw new Error(`There is no document ${name}.`);
		return doc;
	}

	return {
		list: () =>
			Array.from(docs, ([name, { generation }]) => ({ name, generation })).toSorted((a, b) =>
				a.name < b.name ? -1 : 1,
			),
		load: (name) => {
			const doc = docs.get(name);
			return doc ? { ...doc, tail: [...doc.tail] } : null;
		},
		create: (name, generation, seed) => {
			if (docs.has(name)) throw new Error(`There is a document ${name} already.`);
			docs.set(name, { generation, snapshot: seed.slice(), tail: [] });
		},
		append: (updates) => {
			const targets = updates.map(({ name, update }) => ({ doc: mustFind(name), update }));
			for (const { doc, update } of targets) doc.tail.push(update.slice());
		},
		compact: (name, state) => {
			docs.set(name, { ...mustFind(name), snapshot: state.slice(), tail: [] });
		},
		remove: (name) => {
			docs.delete(name);
		},
	};
}

function createLog(): LogStore {
	const events: { id: string; envelope: Envelope }[] = [];
	const ids = new Set<string>();
	const texts = new Map<string, string>();
	const blobs = new Map<string, Blob>();

	return {
		position: () => events.length,
		has: (id) => ids.has(id),
		append: (added, newTexts, newBlobs) => {
			for (const { id, envelope } of added) {
				if (ids.has(id)) continue;
				ids.add(id);
				events.push({ id, envelope });
			}
			for (const { revision, text } of newTexts) texts.set(revision, text);
			for (const { ref, blob } of newBlobs) blobs.set(ref, blob);
			return events.length;
		},
		after: (position, limit) => events.slice(position, position + limit),
		readText: (revision) => texts.get(revision) ?? null,
		readBlob: (ref) => blobs.get(ref) ?? null,
		listBlobs: () =>
			Array.from(blobs, ([ref, blob]) => ({ ref, blob })).toSorted((a, b) =>
				a.ref < b.ref ? -1 : 1,
			),
	};
}

function createAgreed(): AgreedStore {
	const texts = new Map<string, string>();
	return {
		read: (path) => texts.get(path) ?? null,
		list: () => [...texts.keys()].toSorted(),
		write: (path, text) => {
			texts.set(path, text);
		},
		remove: (path) => {
			texts.delete(path);
		},
	};
}

function createAgents(): AgentStore {
	const agents = new Map<string, StoredAgent>();
	return {
		list: () =>
			[...agents.values()].toSorted((a, b) =>
				`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? -1 : 1,
			),
		save: (agent) => {
			agents.set(agent.id, agent);
		},
	};
}

function createEditions(): EditionStore {
	const byArtefact = new Map<string, Map<number, StoredEdition>>();

	function newestFirst(artefact: string): StoredEdition[] {
		return [...(byArtefact.get(artefact)?.values() ?? [])].sort((a, b) => b.n - a.n);
	}

	return {
		put: (edition) => {
			const editions = byArtefact.get(edition.artefact) ?? new Map<number, StoredEdition>();
			byArtefact.set(edition.artefact, editions.set(edition.n, edition));
		},
		list: (artefact, before, limit) =>
			newestFirst(artefact)
				.filter(({ n }) => before === null || n < before)
				.slice(0, limit)
				.map(({ content: _content, hash: _hash, ...head }) => head),
		read: (artefact, n) => byArtefact.get(artefact)?.get(n) ?? null,
		latest: () =>
			new Map(
				[...byArtefact.keys()].flatMap((key) => {
					const newest = newestFirst(key)[0];
					return newest ? [[newest.artefact, { n: newest.n, hash: newest.hash }]] : [];
				}),
			),
		remove: (artefact, numbers) => {
			for (const n of numbers) byArtefact.get(artefact)?.delete(n);
		},
	};
}
