import type { MessageStore, StoredMessage } from '#server/storage/store.ts';

export function createMemoryMessages(): MessageStore {
	const messages = new Map<string, StoredMessage>();
	let read: number | null = null;
	let delivered: number | null = null;

	function waiting(): { readonly message: StoredMessage; readonly dueAt: number }[] {
		return [...messages.values()]
			.flatMap((message) => (message.dueAt === null ? [] : { message, dueAt: message.dueAt }))
			.sort((a, b) => a.dueAt - b.dueAt);
	}

	return {
		position: () => read,
		lastDelivered: () => delivered,
		queue: (ids, position, dueAt) => {
			for (const id of ids) {
				if (!messages.has(id)) messages.set(id, { id, attempts: 0, dueAt, failure: null });
			}
			read = position;
		},
		due: (now) => waiting().find(({ dueAt }) => dueAt <= now)?.message ?? null,
		nextDue: () => waiting()[0]?.dueAt ?? null,
		list: () => [...messages.values()],
		save: (message) => {
			if (messages.has(message.id)) messages.set(message.id, message);
		},
		deliver: (id, at) => {
			messages.delete(id);
			delivered = at;
		},
		clear: () => {
			messages.clear();
			read = null;
			delivered = null;
		},
	};
}
