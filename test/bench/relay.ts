/**
 * The relay's fan-out beside the in-memory y-websocket server's, in one go:
 *
 *   node test/bench/relay.ts [--smoke] [--rounds N]
 *
 * 100 clients in 10 documents, 1,000 updates a second for 10 s. Ours stores every update, fsync
 * included, before it passes it on; theirs keeps it in memory. The two take turns, so that a noisy
 * machine is noisy for both. `--smoke` runs ours alone, briefly, where theirs is not installed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startChild } from '#test/bench/relay/child.ts';
import { type Load, type Measured, runLoad } from '#test/bench/relay/load.ts';
import { createTemporaryFolder } from '#test/temporary-folder.ts';

const { values: options } = parseArgs({
	options: { smoke: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
});
const PEERS = `${import.meta.dirname}/peers`;
const load: Load = options.smoke
	? { clients: 20, docs: 4, updatesPerSecond: 200, seconds: 1 }
	: { clients: 100, docs: 10, updatesPerSecond: 1_000, seconds: 10 };

const lintel = {
	name: 'Lintel, on disk',
	script: `${import.meta.dirname}/../fixtures/relay-process.ts`,
	urlOf: (port: number, doc: number) => `ws://127.0.0.1:${port}/sync/${docName(doc)}`,
};
const peer = {
	name: '@y/websocket-server 0.1.1, in memory',
	script: `${PEERS}/y-websocket-server.js`,
	urlOf: (port: number, doc: number) => `ws://127.0.0.1:${port}/${docName(doc)}`,
};
type Server = typeof lintel;

interface Row {
	readonly p50: number;
	readonly p99: number;
	readonly cpu: number;
	readonly rssStart: number;
	readonly rssEnd: number;
	readonly delivered: number;
}

const isInstalled = () => existsSync(`${PEERS}/node_modules/@y/websocket-server`);
if (!options.smoke && !isInstalled()) {
	console.log('Installing @y/websocket-server 0.1.1 into test/bench/peers …');
	execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], { cwd: PEERS });
}
const servers = isInstalled() ? [peer, lintel] : [lintel];
const rounds = options.smoke ? 1 : Number(options.rounds);
const rows = new Map<Server, Row[]>(servers.map((server) => [server, []]));

console.log(
	`${load.clients} clients, ${load.docs} documents, ${load.updatesPerSecond} updates/s, ${load.seconds} s, ${rounds} round(s); ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`,
);
for (let round = 0; round < rounds; round++) {
	// Who goes first changes, since the second finds a warmer machine.
	for (const server of round % 2 === 0 ? servers : servers.toReversed()) {
		const row = await measure(server);
		rows.get(server)?.push(row);
		print(`round ${round + 1}  ${server.name}`, row);
	}
}
for (const [server, all] of rows) print(`median   ${server.name}`, medianOf(all));
process.exit(0);

async function measure(server: Server): Promise<Row> {
	using folder = createTemporaryFolder();
	using child = await startChild(server.script, [folder.file('lintel.db')]);
	const before = await child.usage();
	const start = performance.now();
	const measured = await runLoad((doc) => server.urlOf(child.port, doc), load);
	const seconds = (performance.now() - start) / 1_000;
	const after = await child.usage();
	return {
		p50: percentile(measured, 0.5),
		p99: percentile(measured, 0.99),
		cpu: (after.cpuMs - before.cpuMs) / seconds / 10,
		rssStart: before.rss / 2 ** 20,
		rssEnd: after.rss / 2 ** 20,
		delivered: measured.latencies.length / measured.expected,
	};
}

function percentile({ latencies }: Measured, part: number): number {
	return latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? NaN;
}

function medianOf(all: readonly Row[]): Row {
	const middle = (pick: (row: Row) => number) => {
		const sorted = all.map(pick).toSorted((a, b) => a - b);
		return sorted[Math.floor(sorted.length / 2)] ?? NaN;
	};
	return {
		p50: middle(({ p50 }) => p50),
		p99: middle(({ p99 }) => p99),
		cpu: middle(({ cpu }) => cpu),
		rssStart: middle(({ rssStart }) => rssStart),
		rssEnd: middle(({ rssEnd }) => rssEnd),
		delivered: middle(({ delivered }) => delivered),
	};
}

function print(name: string, { p50, p99, cpu, rssStart, rssEnd, delivered }: Row) {
	const numbers = [
		`p50 ${p50.toFixed(2).padStart(6)} ms`,
		`p99 ${p99.toFixed(2).padStart(7)} ms`,
		`CPU ${cpu.toFixed(0).padStart(3)} %`,
		`RSS ${rssStart.toFixed(0).padStart(4)} → ${rssEnd.toFixed(0).padStart(4)} MB`,
		`delivered ${(delivered * 100).toFixed(1)} %`,
	];
	console.log(`${name.padEnd(46)} ${numbers.join('   ')}`);
}

function docName(doc: number): string {
	return `design:cp_${String(doc).padStart(10, '0')}`;
}
