/** The bookshop with Sessions: two Agents that are admitted, and an owner who decides. */

import type { SessionState } from '#machines/session/session-state.ts';
import type { Sessions, StepInHand, StepVerdict, Worker } from '#server/session/sessions.ts';
import { designDocName } from '#shared/doc/doc-name.ts';
import { AgentId, type ArtefactId, mintId, type SessionId } from '#shared/id.ts';
import { blobRefOf } from '#shared/lifecycle/blob.ts';
import type { Refusal } from '#shared/refusal.ts';
import type { Result } from '#shared/result.ts';
import type { SessionKind } from '#shared/session/session-kind.ts';
import { openShop, SESSION, type Shop } from '#test/e2e/world/evidence-shop.ts';
import { blobOf, random } from '#test/e2e/world/person.ts';

export interface SessionShop extends AsyncDisposable {
	readonly shop: Shop;
	readonly sessions: Sessions;
	readonly robin: Worker;
	readonly kim: Worker;
	start(kind: SessionKind, artefact: ArtefactId | null): Promise<SessionState>;
	take(session: SessionId, by?: Worker): Promise<StepInHand>;
	submit(session: SessionId, step: string, output: unknown, by?: Worker): Promise<StepVerdict>;
	/** Somebody types these words below the design, in place of those typed before. */
	type(words: string): Promise<void>;
	/** Ada approves what waits, or asks for changes with these words. */
	review(artefact: ArtefactId, changes?: string): Promise<void>;
	/** Once the engine has done what follows. */
	until(session: SessionId, is: (state: SessionState) => boolean): Promise<SessionState>;
}

export async function openSessionShop(
	...options: Parameters<typeof openShop>
): Promise<SessionShop> {
	const shop = await openShop(...options);
	const { workspace } = shop.served;
	const { sessions, journal } = workspace;

	async function admit(name: string): Promise<Worker> {
		const id = AgentId.parse(mintId('ag', random));
		const { members } = journal.ledger.state().membership;
		const [responsible] = [...members.keys()];
		if (responsible === undefined) throw new Error('Nobody founded it.');
		const words = blobOf(name);
		await shop.say({ type: 'agentAdded', agent: id, name: blobRefOf(words), responsible }, words);
		return { id, name };
	}

	const [robin, kim] = [await admit('robin'), await admit('kim')];

	async function review(artefact: ArtefactId, changes?: string): Promise<void> {
		const { submission } = workspace.viewOf(artefact);
		if (submission === null) throw new Error(`${artefact} is not in review.`);
		const { event: answers, revision } = submission;
		if (changes === undefined) return shop.say({ type: 'approved', answers, revision });
		const reason = blobOf(changes);
		await shop.say({ type: 'changesRequested', answers, reason: blobRefOf(reason) }, reason);
	}

	let typed = 0;
	async function type(words: string): Promise<void> {
		const origin = { kind: 'person', id: 'ada' } as const;
		await workspace.rooms.open(designDocName(SESSION)).edit(origin, (yDoc) => {
			const text = yDoc.getText('markdown');
			text.delete(text.length - typed, typed);
			text.insert(text.length, words);
			typed = words.length;
		});
	}

	return {
		...{ shop, sessions, robin, kim, review, type },
		start: async (kind, artefact) =>
			value(await sessions.start(robin, { kind, artefact, goal: null })),
		take: async (session, by = robin) => value(await sessions.take(by, session)),
		submit: async (session, step, output, by = robin) =>
			value(await sessions.submit(by, session, step, output)),
		async until(session, is) {
			for (let tries = 0; tries < 500; tries++) {
				const state = sessions.get(session);
				if (state !== null && is(state)) return state;
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
			throw new Error(`It never came to that: ${JSON.stringify(sessions.get(session))}`);
		},
		[Symbol.asyncDispose]: () => shop[Symbol.asyncDispose](),
	};
}

export function value<T>(result: Result<T, Refusal>): T {
	if (!result.ok) throw new Error(`${result.error.guard}: ${result.error.reason}`);
	return result.value;
}

export function guard(result: Result<unknown, Refusal>): string | null {
	return result.ok ? null : result.error.guard;
}
