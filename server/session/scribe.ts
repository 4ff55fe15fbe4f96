/** Writes events about Sessions with the relay's key: for an Agent, or for the relay itself. */
import { decide } from '#machines/lifecycle/decide.ts';
import type { SessionBook } from '#machines/session/session-book.ts';
import type { Workspace } from '#server/workspace.ts';
import { toBase64Url } from '#shared/base64url.ts';
import type { AgentId, Random } from '#shared/id.ts';
import { type Blob, type BlobRef, blobRefOf } from '#shared/lifecycle/blob.ts';
import { composeEvent, type EventPayload } from '#shared/lifecycle/compose.ts';
import type { EventId } from '#shared/lifecycle/event.ts';
import { sealEvent } from '#shared/lifecycle/sign.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** No blob's text is longer, in characters. */
export const MOST_WORDS = 20_000;

export interface Words {
	readonly ref: BlobRef;
	readonly blob: Blob;
}

export interface Scribe {
	/** One at a time, each after the heads that the one before left; refuses what would not count. */
	write(
		agent: AgentId | null,
		payload: EventPayload,
		words?: readonly Words[],
	): Promise<Result<EventId, Refusal>>;
	/** A blob of these words, cut where they are too many. */
	words(text: string): Words;
	/** The words behind a ref, or null where nobody has them. */
	read(ref: BlobRef): string | null;
}

export function createScribe(deps: {
	readonly workspace: Pick<Workspace, 'journal' | 'relay' | 'store'>;
	readonly book: SessionBook;
	readonly now: () => Date;
	readonly random: Random;
}): Scribe {
	const { workspace, book, now, random } = deps;
	const { journal, relay, store } = workspace;
	let last: Promise<unknown> = Promise.resolve();

	const write: Scribe['write'] = (agent, payload, words = []) => {
		const answer = last.then(() => append(agent, payload, words));
		last = answer.catch(() => undefined);
		return answer;
	};

	async function append(
		agent: AgentId | null,
		payload: EventPayload,
		words: readonly Words[],
	): Promise<Result<EventId, Refusal>> {
		const key = relay.signer.keyId;
		const head = {
			workspace: journal.ledger.state().root,
			heads: journal.ledger.heads(),
			at: now().toISOString(),
			by: agent === null ? { key } : { key, agent },
		};
		const event = composeEvent(head, payload);
		const decided = decide(journal.ledger, event);
		if (!decided.ok) return decided;
		const no = book.judge(event, 'device');
		if (no !== null) return err(no);
		const envelope = await sealEvent(relay.signer, event);
		const blobs = words.map(({ blob }) => blob);
		const result = await journal.append([envelope], [], blobs);
		if (!result.ok) return err(result.kind === 'refused' ? result.refusal : movedOn);
		const [id] = result.ids;
		return id === undefined ? err(movedOn) : ok(id);
	}

	return {
		write,
		words(text) {
			const whole = text.toWellFormed();
			const cut = whole.length <= MOST_WORDS ? whole : `${whole.slice(0, MOST_WORDS - 20)} … (cut)`;
			const blob = { salt: toBase64Url(random(16)), text: cut.toWellFormed() };
			return { blob, ref: blobRefOf(blob) };
		},
		read: (ref) => store.log.readBlob(ref)?.text ?? null,
	};
}

const movedOn = refusal('moved-on', 'The log moved on at the same moment.', 'Try it again.');
