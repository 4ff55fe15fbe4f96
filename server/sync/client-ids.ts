/**
 * Whose a Yjs client id is. Everything written under an id is numbered, and a number is taken
 * once: whoever writes on under the id of somebody who is typing takes the numbers that their next
 * words would get, and those words would silently be dropped as known.
 *
 * An id is bound to the Member whose presence shows it first, while nothing is written under it:
 * ids are random, so nobody else can name it yet. One that was written under before anybody showed
 * it (a relay that started again) is nobody's: a guess would keep its own author out. Nothing is
 * bound by what an update says, since honest tabs send on what a relay has lost. Who was removed
 * holds no ids: what they had not sent then is theirs to send once they are let in again, with
 * other keys and as another Member.
 */
export interface ClientIds {
	/** Hears that somebody shows a client id, under which so much is written already. */
	show(client: number, member: string, written: number): void;
	/** Whether the id is bound to somebody else. */
	isOthers(client: number, member: string): boolean;
}

/** The oldest are forgotten first; a tab has one for each document. */
const MAX_IDS = 10_000;

/** `owners` is by client id; it outlives the Room, so that whoever is away keeps theirs. */
export function createClientIds(
	hasLeft: (member: string) => boolean,
	owners: Map<number, string>,
): ClientIds {
	const ownerOf = (client: number) => {
		const owner = owners.get(client);
		return owner === undefined || hasLeft(owner) ? null : owner;
	};

	return {
		show(client, member, written) {
			if (written > 0 || ownerOf(client) !== null) return;
			owners.set(client, member);
			const [oldest] = owners.keys();
			if (oldest !== undefined && owners.size > MAX_IDS) owners.delete(oldest);
		},
		isOthers(client, member) {
			const owner = ownerOf(client);
			return owner !== null && owner !== member;
		},
	};
}
