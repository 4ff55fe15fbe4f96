import type * as z from 'zod/mini';
import type { Asked, SessionRecord } from '#client/state/session/sessions.ts';
import { type TranscriptDeps, Transcripts } from '#client/state/session/transcripts.svelte.ts';
import type { SessionId } from '#shared/id.ts';
import { SessionChanges, SessionPack } from '#shared/protocol/sessions.ts';

/** What the relay tells of Sessions; what was looked at stays on this device. */
export function createSessionRecord(deps: TranscriptDeps): SessionRecord {
	const transcripts = new Transcripts(deps);

	return {
		transcript: (id) => transcripts.of(id),
		saying(id) {
			const said = deps.news.saying(id);
			const last = transcripts.of(id).entries.at(-1)?.n ?? 0;
			return said === null || last > said.n ? '' : said.text;
		},
		heardOf: (id) => deps.news.heardOf(id) ?? transcripts.of(id).entries.at(-1)?.at ?? null,
		follow: (id) => transcripts.follow(id),
		pack: (id) => ask(id, 'pack', SessionPack),
		changes: (id) => ask(id, 'changes', SessionChanges),
	};

	async function ask<T>(id: SessionId, what: string, schema: z.ZodMiniType<T>): Promise<Asked<T>> {
		const name = `session/${id}/${what}`;
		const answer = await deps.api.ask(`sessions/${id}/${what}`, schema, { ticket: true });
		if (answer.ok) {
			await deps.facts.writeFact(name, answer.value).catch(() => undefined);
			return { value: answer.value, refusal: null };
		}
		const value = await deps.facts.readFact(name, schema).catch(() => null);
		return { value, refusal: answer.error };
	}
}
