import { isLintel } from '#server/cli/ask.ts';
import type { Host } from '#server/cli/host.ts';
import { portOwner } from '#server/cli/port-owner.ts';
import type { ListenFailure } from '#server/listen.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';

/** Why the port could not be opened: who has it, and what to do. */
export async function listenRefusal(
	host: Host,
	failure: ListenFailure,
	port: number,
): Promise<Refusal> {
	if (failure.code === 'EADDRINUSE') return portTaken(host, failure.address, port);
	if (failure.code === 'EACCES') {
		return refusal(
			'port-forbidden',
			`You have no permission to open port ${port}.`,
			'Take a port above 1023: lintel --port 4400',
		);
	}
	return refusal(
		'address-unknown',
		`${failure.address} is no address that this machine can open (${failure.code}).`,
		'Give an address of this machine: lintel --host 0.0.0.0',
	);
}

async function portTaken(host: Host, address: string, port: number): Promise<Refusal> {
	const other = `lintel --port ${port + 1}`;
	if (await isLintel(port, `http://localhost:${port}`)) {
		return refusal(
			'port-taken',
			`Another Lintel, of another person or with another --data, already has port ${port}: http://localhost:${port}`,
			`Stop it, or take another port: ${other}`,
		);
	}
	const owner = portOwner(host.disk, port) ?? 'another program';
	return refusal(
		'port-taken',
		`Port ${port} (${address}) is taken by ${owner}.`,
		`Stop it, or take another port: ${other}`,
	);
}
