/** `lintel serve`: serves a repository until it is told to stop, or hands it to the one that runs. */
import type { Command } from 'commander';
import { findRunning, runningFolder } from '#server/cli/find-running.ts';
import { handOver } from '#server/cli/hand-over.ts';
import type { Host } from '#server/cli/host.ts';
import { listenRefusal } from '#server/cli/listen-refusal.ts';
import { locateRepository } from '#server/cli/locate.ts';
import { type ExitCode, refuse } from '#server/cli/refuse.ts';
import { removeRunning, writeRunning } from '#server/cli/running-file.ts';
import { parseServeOptions, type ServeOptions } from '#server/cli/serve-options.ts';
import { toldDisk } from '#server/cli/told-disk.ts';
import type { Relay } from '#server/relay.ts';
import { StoreFailure } from '#server/storage/store-failure.ts';
import type { Workspace } from '#server/workspace.ts';
import { counted } from '#shared/counted.ts';
import type { Finding } from '#shared/trace/finding.ts';

export function addServe(program: Command, host: Host, done: (code: ExitCode) => void): void {
	program
		.command('serve', { isDefault: true })
		.description('serve a repository to browsers and agents (the default)')
		.option('--repo <dir>', 'the repository (default: the one around the current folder)')
		.option('--port <n>', 'the port on this machine', '4400')
		.option('--host <address>', 'listen beyond this machine; needs TLS or --public-url')
		.option('--data <dir>', 'keep databases there instead of in each repository')
		.option('--tls-cert <file>', 'certificate (PEM), with --tls-key')
		.option('--tls-key <file>', 'private key (PEM)')
		.option('--public-url <url>', 'where a proxy in front is reached: https://…')
		.option('--poll', 'look at files in turn, on drives that tell nobody of changes')
		.option('--no-open', 'do not open the browser')
		.option('--idle-exit <minutes>', 'stop when nobody has used it for that long')
		.action(async (options: unknown) => done(await serve(host, options)));
}

async function serve(host: Host, raw: unknown): Promise<ExitCode> {
	const parsed = parseServeOptions(host, raw);
	if (!parsed.ok) return refuse(host, parsed.error);
	const options = parsed.value;
	const place = locateRepository(host, options.repo);
	if (!place.ok) return refuse(host, place.error);

	const folder = runningFolder(host, options.data ?? undefined);
	const running = await findRunning(host, folder);
	if (running) return handOver(host, running, place.value, options.open);

	// The other commands do without HTTP, and start sooner.
	const { startRelay } = await import('#server/relay.ts');
	let opening = true;
	const started = await startRelay(
		{
			...host,
			disk: toldDisk(host, () => opening),
			watch: options.poll ? 'poll' : host.watch,
			onError: (error) => report(host, error),
		},
		options,
	);
	if (!started.ok) {
		// Two that start at once: the one that lost the port finds the other's note a moment later.
		const other = await findRunningSoon(host, folder, started.error.code);
		if (other) return handOver(host, other, place.value, options.open);
		return refuse(host, await listenRefusal(host, started.error, options.port));
	}
	return runRelay(host, options, started.value, place.value.folder, folder, () => {
		opening = false;
	});
}

async function runRelay(
	host: Host,
	options: ServeOptions,
	relay: Relay,
	repository: string,
	folder: string,
	onOpened: () => void,
): Promise<ExitCode> {
	// A large repository takes some seconds.
	if (host.interactive) host.warn(`Lintel ${host.version} opens ${repository}`);
	const opened = await relay.workspaces.open(repository);
	onOpened();
	if (!opened.ok) {
		await relay.stop();
		return refuse(host, opened.error);
	}
	const { pid } = host;
	const { port, url } = relay;
	const secret = relay.access.localSecret.value;
	const note = { pid, port, url, secret, startedAt: host.now().toISOString() };
	const unwritten = writeRunning(host.disk, folder, note);
	if (unwritten) {
		await relay.stop();
		return refuse(host, unwritten);
	}
	greet(host, relay, opened.value, options);
	try {
		await Promise.race([host.stopping, idle(host, relay, options.idleExit)]);
	} finally {
		removeRunning(host.disk, folder, pid);
		await relay.stop();
	}
	return 0;
}

function greet(host: Host, relay: Relay, workspace: Workspace, options: ServeOptions): void {
	const { slug, folder, journal } = workspace;
	const url = `${relay.url}/w/${slug}`;
	const founded = journal.ledger.state().root !== null;
	const address = founded ? url : `${url}#pair=${relay.access.pairing.open(slug)}`;
	host.print(`Lintel ${host.version} serves ${folder}`);
	host.print('');
	host.print(`  ${address}`);
	host.print('');
	if (!founded) host.print('Open this link to become its first owner. It works once.');
	warnOf(host, workspace.files.findings());
	if (options.open && host.interactive) host.openBrowser(address);
}

/** What asks for somebody. Notes stand in the app, and would hide it here at every start. */
function warnOf(host: Host, findings: readonly Finding[]): void {
	const urgent = findings.filter(({ severity }) => severity !== 'info');
	for (const { severity, message, fix } of urgent) {
		host.warn(`${severity}: ${message}`);
		host.warn(`  ${fix}`);
	}
	const notes = findings.length - urgent.length;
	if (notes > 0) host.warn(`${counted(notes, 'note')} about files: see Findings in the app.`);
}

async function findRunningSoon(host: Host, folder: string, code: string) {
	for (let tries = 0; code === 'EADDRINUSE' && tries < 10; tries++) {
		const running = await findRunning(host, folder);
		if (running) return running;
		await new Promise<void>((resolve) => host.timer.after(200, resolve));
	}
	return null;
}

/** Resolves when nobody has used this Lintel for so many minutes; never without a limit. */
function idle(host: Host, { activity }: Relay, minutes: number | null): Promise<void> {
	return new Promise((resolve) => {
		if (minutes === null) return;
		const limit = minutes * 60_000;
		const look = () => {
			if (activity.idleFor() >= limit) resolve();
			else host.timer.after(Math.min(5_000, limit), look);
		};
		look();
	});
}

function report(host: Host, error: unknown): void {
	// A full disk is nobody's bug: its sentence says what to do.
	if (error instanceof StoreFailure) host.warn(error.message);
	else host.warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
