import { Worker } from 'node:worker_threads';
import { keyIdOf } from '#shared/lifecycle/public-key.ts';
import type { Served } from '#test/e2e/world/served.ts';

/** Scripted people with a socket, a cursor and a paragraph of their own to type in. */
export interface Peers extends AsyncDisposable {
	/** The processor's time that they took themselves so far, in milliseconds. */
	spent(): Promise<number>;
}

/** They type in a thread of their own, so that what they cost is told apart from the relay. */
export async function addPeers(served: Served, doc: string, count: number): Promise<Peers> {
	if (count === 0) return { spent: async () => 0, async [Symbol.asyncDispose]() {} };
	const { origin, workspace } = served;
	const worker = new Worker(new URL('./typists.ts', import.meta.url), {
		workerData: {
			url: `${origin.replace('http', 'ws')}/sync/${workspace.slug}`,
			name: doc,
			generation: workspace.rooms.open(doc).generation,
			tickets: Array.from({ length: count }, () => ticketFor(served)),
		},
	});
	await new Promise<void>((resolve, reject) => {
		worker.once('message', () => resolve());
		worker.once('error', reject);
	});
	return {
		async spent() {
			const { user, system } = await worker.cpuUsage();
			return (user + system) / 1000;
		},
		async [Symbol.asyncDispose]() {
			await worker.terminate();
		},
	};
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
