import * as Y from 'yjs';
import * as z from 'zod/mini';
import type { DocStore } from '#client/sync/doc-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { Replica } from '#client/sync/replica.ts';
import { applyFromRelay, applyStored, type Replicas } from '#client/sync/replicas.svelte.ts';
import type { WriteBehind } from '#client/sync/write-behind.ts';
import { fromBase64Url, toBase64Url } from '#shared/base64url.ts';
import { DocDigest, DocSyncAnswer } from '#shared/protocol/api.ts';
import { textHashOf } from '#shared/protocol/text-hash.ts';
import type { Refusal } from '#shared/refusal.ts';

const AT_ONCE = 4;

export interface PrefetchDeps {
	readonly api: RelayApi;
	readonly docs: DocStore;
	readonly replicas: Replicas;
	readonly writeBehind: WriteBehind;
	/** Open documents keep themselves up to date. */
	isLive(name: string): boolean;
	/** Asks the relay anew whether what is open is on its disk. */
	mark(name: string): void;
	/** The relay founded the document anew: here is its state. */
	startOver(name: string, answer: DocSyncAnswer): Promise<void>;
	/** Brings over what a tab that is gone wrote in an earlier founding. */
	carry(name: string): Promise<void>;
	onSent(name: string): void;
	onDurable(name: string): void;
}

/** Brings documents that are not open up to date, both ways, without a socket for each. */
export interface Prefetch {
	/** Compares every document with the relay's, and evens out the differences. */
	run(): Promise<void>;
	/** Fetches one document whatever is here, for one that was founded anew. Answers why it could not. */
	fetchAnew(name: string): Promise<Refusal | null>;
}

export function createPrefetch(deps: PrefetchDeps): Prefetch {
	const { api, docs, replicas, writeBehind } = deps;
	let running: Promise<void> | null = null;

	return {
		run() {
			running ??= runOnce().finally(() => {
				running = null;
			});
			return running;
		},
		fetchAnew,
	};

	async function runOnce(): Promise<void> {
		const answer = await api.ask('docs', z.array(DocDigest), { ticket: true });
		if (!answer.ok) return;
		const unsent = await docs.unsent();
		for (const name of unsent.keys()) await deps.carry(name);
		// Another tab's edit may have been stored, or heard of, after the mark that went with it.
		for (const { name } of answer.value) if (deps.isLive(name)) deps.mark(name);
		const listed = new Set(answer.value.map(({ name }) => name));
		const digests: { name: string; digest: DocDigest | null }[] = [
			...answer.value.map((digest) => ({ name: digest.name, digest })),
			// Documents begun on this device that the relay has never heard of.
			...[...unsent.keys()]
				.filter((name) => !listed.has(name))
				.map((name) => ({ name, digest: null })),
		];
		const queue = digests.filter(({ name }) => !deps.isLive(name));
		await Promise.all(Array.from({ length: AT_ONCE }, () => work(queue, unsent)));
	}

	async function work(
		queue: { name: string; digest: DocDigest | null }[],
		unsent: ReadonlyMap<string, number>,
	): Promise<void> {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
			const { name, digest } = next;
			const replica = await replicas.loaded(name);
			if (!unsent.has(name) && digest !== null && isSame(replica, digest)) continue;
			if (deps.isLive(name)) continue;
			if (
				digest !== null &&
				replica.generation !== null &&
				replica.generation !== digest.generation
			)
				await fetchAnew(name);
			else await even(replica, digest);
		}
	}

	async function even(replica: Replica, digest: DocDigest | null): Promise<void> {
		const { name, doc } = replica;
		await writeBehind.flush();
		const { newest, unsent } = await docs.mine(name, replica.generation);
		applyStored(replica, unsent);
		const known = digest === null ? undefined : fromBase64Url(digest.stateVector);
		const update = newest === 0 ? null : toBase64Url(Y.encodeStateAsUpdate(doc, known));
		const { generation } = replica;
		deps.onSent(name);
		const stateVector = toBase64Url(Y.encodeStateVector(doc));
		const answer = await sync(name, { generation, stateVector, update });
		if (!answer.ok) {
			if (answer.error.guard === 'generation') await fetchAnew(name);
			return;
		}
		replica.generation ??= answer.value.generation;
		if (replica.generation !== answer.value.generation) return;
		applyFromRelay(replica, fromBase64Url(answer.value.update));
		replicas.evened(name);
		await docs.acknowledge(name, newest);
		deps.onDurable(name);
	}

	async function fetchAnew(name: string): Promise<Refusal | null> {
		const stateVector = toBase64Url(Y.encodeStateVector(new Y.Doc()));
		const answer = await sync(name, { generation: null, stateVector, update: null });
		if (!answer.ok) return answer.error;
		await deps.startOver(name, answer.value);
		return null;
	}

	function sync(
		name: string,
		body: { generation: string | null; stateVector: string; update: string | null },
	) {
		const path = `docs/${encodeURIComponent(name)}/sync`;
		return api.ask(path, DocSyncAnswer, { method: 'POST', body, ticket: true });
	}
}

/** Deletions leave no trace in a state vector: the text tells. */
function isSame({ name, doc, generation }: Replica, digest: DocDigest): boolean {
	if (generation !== digest.generation) return false;
	if (toBase64Url(Y.encodeStateVector(doc)) !== digest.stateVector) return false;
	return textHashOf(name, doc) === digest.textHash;
}
