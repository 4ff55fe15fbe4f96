import * as z from 'zod/mini';
import type { LogStore } from '#client/sync/log-store.ts';
import type { RelayApi } from '#client/sync/relay-api.ts';
import type { WorkspaceState } from '#machines/lifecycle/state.ts';
import { ArtefactKind } from '#shared/id.ts';
import type { Revision } from '#shared/lifecycle/event.ts';
import { revisionOf } from '#shared/lifecycle/revision.ts';

const AT_ONCE = 4;

/** Frozen canonical texts by revision: from this device, else from the relay, and then kept. */
export class FrozenTexts {
	#store: LogStore;
	#api: RelayApi;
	#looked = new Set<Revision>();

	constructor(store: LogStore, api: RelayApi) {
		this.#store = store;
		this.#api = api;
	}

	/** Fetches what a person may have to read without the relay: what is submitted, and what is approved. */
	async keepOpen(state: WorkspaceState): Promise<void> {
		const wanted = [...state.artefacts.values()].flatMap((artefact) => [
			...artefact.submissions.filter((one) => !one.superseded).map((one) => one.revision),
			...artefact.approvedRevisions.slice(-1),
		]);
		const queue = [...new Set(wanted)].filter((revision) => !this.#looked.has(revision));
		for (const revision of queue) this.#looked.add(revision);
		const work = async () => {
			for (let next = queue.pop(); next !== undefined; next = queue.pop())
				if ((await this.read(next)) === null) this.#looked.delete(next);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
	}

	/** Null when neither has it. A text that is not what the revision names is never returned. */
	async read(revision: Revision): Promise<string | null> {
		const kept = await this.#store.readText(revision);
		if (kept !== null && isOf(revision, kept)) return kept;
		const schema = z.object({ text: z.string() });
		const answer = await this.#api.ask(`texts/${revision}`, schema, { ticket: true });
		if (!answer.ok || !isOf(revision, answer.value.text)) return null;
		await this.#store.keepText({ revision, text: answer.value.text });
		return answer.value.text;
	}
}

function isOf(revision: Revision, text: string): boolean {
	return ArtefactKind.options.some((kind) => revisionOf(kind, text) === revision);
}
