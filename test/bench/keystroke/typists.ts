/** Runs in a thread of its own: scripted people who type in one document, each over a socket. */
import { parentPort, workerData } from 'node:worker_threads';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import * as z from 'zod';
import { SYNC_GENERATION } from '#shared/protocol/sync.ts';

const Typists = z.object({
	url: z.string(),
	name: z.string(),
	generation: z.string(),
	tickets: z.array(z.string()),
});

const EVERY_MS = 200;

const { url, name, generation, tickets } = Typists.parse(workerData);
await Promise.all(tickets.map(startTypist));
parentPort?.postMessage('typing');

async function startTypist(ticket: string, n: number): Promise<void> {
	const yDoc = new Y.Doc();
	const provider = new WebsocketProvider(url, name, yDoc, {
		protocols: ['lintel', `ticket.${ticket}`],
		params: { generation },
		disableBc: true,
	});
	// A stock client complains once about a frame it does not know, and goes on.
	provider.messageHandlers[SYNC_GENERATION] = () => {};
	await new Promise<void>((resolve) => {
		provider.on('sync', () => resolve());
	});
	const text = yDoc.getText('markdown');
	let at = Y.createRelativePositionFromTypeIndex(text, placeFor(text, n));
	const user = { name: `Peer ${n}`, color: `var(--person-${(n % 8) + 1})` };
	setInterval(() => {
		const place = Y.createAbsolutePositionFromRelativePosition(at, yDoc)?.index ?? text.length;
		text.insert(place, 'typing '.charAt(yDoc.store.clients.size % 7) || 'x');
		at = Y.createRelativePositionFromTypeIndex(text, place + 1);
		provider.awareness.setLocalState({ user, cursor: { anchor: at, head: at } });
	}, EVERY_MS);
}

/** At the end of a paragraph: spread over the last part of the text, which is on the screen. */
function placeFor(text: Y.Text, n: number): number {
	const words = text.toString();
	let end = words.trimEnd().length;
	for (let back = 0; back < n; back++) end = Math.max(0, words.lastIndexOf('\n\n', end - 1));
	return end;
}
