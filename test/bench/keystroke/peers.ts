import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { keyIdOf } from '#shared/lifecycle/public-key.ts';
import { SYNC_GENERATION } from '#shared/protocol/sync.ts';
import type { Served } from '#test/e2e/served.ts';

const EVERY_MS = 200;

/** Scripted people, each with a socket, a cursor and a paragraph of their own to type in. */
export async function addPeers(served: Served, doc: string, count: number): Promise<Disposable> {
	const stops = await Promise.all(
		Array.from({ length: count }, (_, n) => startPeer(served, doc, n)),
	);
	return {
		[Symbol.dispose]() {
			for (const stop of stops) stop();
		},
	};
}

async function startPeer(served: Served, name: string, n: number): Promise<() => void> {
	const { origin, workspace } = served;
	const yDoc = new Y.Doc();
	const generation = workspace.rooms.open(name).generation;
	const provider = new WebsocketProvider(
		`${origin.replace('http', 'ws')}/sync/${workspace.slug}`,
		name,
		yDoc,
		{
			protocols: ['lintel', `ticket.${ticketFor(served)}`],
			params: { generation },
			disableBc: true,
		},
	);
	// A stock client complains once about a frame it does not know, and goes on.
	provider.messageHandlers[SYNC_GENERATION] = () => {};
	await new Promise<void>((resolve) => {
		provider.on('sync', () => resolve());
	});
	const text = yDoc.getText('markdown');
	let at = Y.createRelativePositionFromTypeIndex(text, placeFor(text, n));
	const user = { name: `Peer ${n}`, color: `var(--person-${(n % 8) + 1})` };
	const timer = setInterval(() => {
		const place = Y.createAbsolutePositionFromRelativePosition(at, yDoc)?.index ?? text.length;
		text.insert(place, 'typing '.charAt(yDoc.store.clients.size % 7) || 'x');
		at = Y.createRelativePositionFromTypeIndex(text, place + 1);
		provider.awareness.setLocalState({ user, cursor: { anchor: at, head: at } });
	}, EVERY_MS);
	return () => {
		clearInterval(timer);
		provider.destroy();
	};
}

/** At the end of a paragraph: spread over the last part of the text, which is on the screen. */
function placeFor(text: Y.Text, n: number): number {
	const words = text.toString();
	let end = words.trimEnd().length;
	for (let back = 0; back < n; back++) end = Math.max(0, words.lastIndexOf('\n\n', end - 1));
	return end;
}

/** What the relay would give the founder's device, without asking it to prove itself. */
function ticketFor({ relay, workspace, origin }: Served): string {
	for (const { event } of workspace.journal.ledger.events()) {
		if (event.type !== 'workspaceFounded' || event.device.access === null) continue;
		const key = keyIdOf(event.device.access);
		const grant = { slug: workspace.slug, key, member: event.member, origin };
		return relay.access.tickets.issue(grant).ticket;
	}
	throw new Error('Nobody founded the workspace.');
}
