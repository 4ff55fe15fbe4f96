import type { StoredEntry, TranscriptStore } from '#server/storage/store.ts';
import type { SessionId } from '#shared/id.ts';

export function createMemoryTranscripts(): TranscriptStore {
	const bySession = new Map<SessionId, StoredEntry[]>();

	return {
		append: (session, entry) => {
			const entries = bySession.get(session) ?? [];
			bySession.set(session, entries);
			entries.push({ ...entry, n: entries.length + 1 });
			return entries.length;
		},
		after: (session, n, limit) => (bySession.get(session) ?? []).slice(n, n + limit),
		list: () =>
			Array.from(bySession, ([session, entries]) => ({
				session,
				characters: entries.reduce((sum, { body }) => sum + body.length, 0),
				last:
					entries
						.map(({ at }) => at)
						.sort()
						.at(-1) ?? '',
			})).toSorted((a, b) => (a.session < b.session ? -1 : 1)),
		remove: (session) => {
			bySession.delete(session);
		},
	};
}
