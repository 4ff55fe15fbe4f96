/** Opens a repository: store, log, files and documents, in the order in which they need each other. */

import { createLedger } from '#machines/lifecycle/ledger.ts';
import { type ArtefactReader, createArtefactReader } from '#server/artefact-reader.ts';
import { createUnderWay } from '#server/evidence/under-way.ts';
import { CONFIG_FILE, type Config, parseConfig } from '#server/files/config/config.ts';
import { likelyPreset } from '#server/files/config/likely-preset.ts';
import { createSettings } from '#server/files/config/settings-source.ts';
import { writePolicy } from '#server/files/config/write-policy.ts';
import { createFiles } from '#server/files/create-files.ts';
import { rememberedDesign } from '#server/files/design/design-memory.ts';
import type { Disk } from '#server/files/disk/disk.ts';
import { readText } from '#server/files/disk/read-text.ts';
import type { WatchMode } from '#server/files/disk/watch.ts';
import { likelyWatchMode } from '#server/files/disk/watch-mode.ts';
import { createFindingBoard } from '#server/files/findings/finding-board.ts';
import { lostDatabase } from '#server/files/findings/outside-findings.ts';
import { createCheckoutPlaces } from '#server/files/git/checkout-places.ts';
import type { Run } from '#server/files/git/git-tree.ts';
import { ignoreLocalFiles } from '#server/files/git/gitignore.ts';
import { createLogFiles } from '#server/files/log/log-files.ts';
import { scanRepository } from '#server/files/scan.ts';
import { createSeeds } from '#server/files/seeds.ts';
import { openHistory } from '#server/history/open-history.ts';
import { createJournal } from '#server/log/journal.ts';
import { forgedFinding } from '#server/log/refuse-forged.ts';
import { openWebhook } from '#server/notify/open-webhook.ts';
import { createWebhookFile, type WebhookFile } from '#server/notify/webhook-config.ts';
import { openStore } from '#server/open-store.ts';
import { openView } from '#server/open-view.ts';
import { openRelayIdentity } from '#server/relay-identity.ts';
import { lockRepository } from '#server/repository-lock.ts';
import { openSessions } from '#server/session/open-sessions.ts';
import { refusalOfReading } from '#server/storage/readable.ts';
import type { Store } from '#server/storage/store.ts';
import { createRooms } from '#server/sync/rooms.ts';
import type { Timer } from '#server/timer.ts';
import { moveDesign } from '#server/trace/move-design.ts';
import { createWorkView } from '#server/work/work-view.ts';
import type { Workspace } from '#server/workspace.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import type { Random } from '#shared/id.ts';
import { verifyEnvelope } from '#shared/lifecycle/verify.ts';
import type { Refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** A start answers first. */
const PROVE_AFTER_MS = 1_000;

export interface OpenDeps {
	readonly pid: number;
	readonly disk: Disk;
	readonly timer: Timer;
	readonly now: () => Date;
	readonly random: Random;
	readonly isAlive: (pid: number) => boolean;
	/** A folder for what lasts no longer than a run. */
	readonly temporary: string;
	/** For what git itself has to say. */
	readonly run: Run;
	/** What tests that an Agent wrote find in their environment. */
	readonly model: { readonly environment: Readonly<Record<string, string>> };
	/** Where the parsers of code lie; without, imports are not read. */
	readonly grammars?: readonly string[];
	/** How files are watched, over the config; null leaves it to that. */
	readonly watch: WatchMode | null;
	readonly onError: (error: unknown) => void;
}

export interface OpenAt {
	readonly slug: string;
	/** The repository's real path. */
	readonly folder: string;
	/** Where its database is, or will be. */
	readonly database: string;
	/** Where this Lintel is open; null for one command. */
	readonly url: string | null;
	/** Where its webhook is kept. */
	readonly webhook: string;
}

export async function openWorkspace(
	deps: OpenDeps,
	at: OpenAt,
): Promise<Result<Workspace, Refusal>> {
	const { disk } = deps;
	const config = parseConfig(readText(disk, at.folder, CONFIG_FILE), likelyPreset(disk, at.folder));
	if (!config.ok) return config;
	const lock = lockRepository(deps, at.folder, { pid: deps.pid, url: at.url });
	if (!lock.ok) return lock;
	ignoreLocalFiles(disk, at.folder);
	const store = await openStore(deps, at);
	if (!store.ok) {
		lock.value();
		return store;
	}
	const parts = { config: config.value, store: store.value, unlock: lock.value };
	const webhook = createWebhookFile(disk, at.webhook);
	try {
		return ok(await assemble(deps, at, { ...parts, webhook, mode: 'write' }));
	} catch (error) {
		const why = refusalOfReading(error, store.value, at.database);
		store.value.letGo();
		lock.value();
		if (why === null) throw error;
		return err(why);
	}
}

export interface Parts {
	readonly config: Config;
	readonly store: Store;
	/** `read` writes nothing into the repository. */
	readonly mode: 'write' | 'read';
	/** Null where nothing may be told. */
	readonly webhook: WebhookFile | null;
	/** Called when the workspace is let go. */
	readonly unlock: () => void;
}

/** A workspace on any store. */
export async function assemble(
	deps: OpenDeps,
	{ slug, folder, url }: Pick<OpenAt, 'slug' | 'folder' | 'url'>,
	{ config, store, mode, unlock, webhook: file }: Parts,
): Promise<Workspace> {
	const { disk } = deps;
	const board = createFindingBoard();
	const ledger = createLedger();
	const journal = createJournal({ store, ledger, verify: verifyEnvelope });
	const logFiles = createLogFiles({
		...{ disk, root: folder, store, journal, board },
		revisions: config.revisions,
	});
	const relay = await openRelayIdentity(store, deps.random);
	const scan = scanRepository(disk, folder, config, (path) => rememberedDesign(store, path));
	const seed = createSeeds({
		...{ disk, root: folder, config, scan, store },
		stories: () => readStories(openStoriesDoc(rooms.open('stories').yDoc)),
	});
	const rooms = createRooms({
		...{ store, seed, onError: deps.onError },
		hasLeft: (member) => {
			const { former } = ledger.state().membership;
			return former.members.keys().some((id) => id === member);
		},
	});
	const settings = createSettings({ disk, root: folder, config, board });
	let readerYet: ArtefactReader | null = null;
	const history = openHistory({ ...deps, rooms, store, journal, mode, reader: () => readerYet });
	let look = () => {};
	/** A run may outlast the workspace: then there is nothing to look at any more. */
	const underWay = createUnderWay(() => open && look());
	const onRound = () => {
		board.post('database', lostDatabase(store));
		void logFiles
			.readNew()
			.then(() => look())
			.catch(deps.onError);
	};
	const watch =
		deps.watch ?? (config.watch === 'auto' ? likelyWatchMode(disk, folder) : config.watch);
	const files = await createFiles({
		...deps,
		...{ root: folder, config, scan, store, rooms, board, settings, mode, onRound },
		watch,
		artefacts: () => reader.artefacts(),
	});
	const { designIds, designText, designPath } = files;
	const reader = createArtefactReader({ rooms, designIds, designText, designPath });
	readerYet = reader;
	const view = openView({
		...{ ...deps, root: folder, config, store, journal, files, logFiles, reader, settings },
		running: underWay.current,
		namesPaths: scan.namesPaths(),
		mode: mode === 'write' ? watch : 'off',
	});
	look = view.look;
	let open = true;
	const leaveProof = url === null ? () => {} : deps.timer.after(PROVE_AFTER_MS, prove);

	/** Stopping meanwhile closes the store under it. */
	function prove(): void {
		forgedFinding(store).then(
			(found) => open && board.post('database-forged', found),
			(error) => open && deps.onError(error),
		);
	}

	settings.onChange(look);
	await logFiles.readNew();
	look();
	history.begin();

	const { artefacts, located } = view;
	const webhook = openWebhook({ ...deps, file, journal, ledger, store, artefacts, slug, url });
	const read = { folder, journal, relay, store, files, located };
	const { sessions, verification } = openSessions({
		...{ ...deps, reader, files, settings, underWay },
		workspace: { ...read, ...view },
		acts: mode === 'write' && url !== null,
	});

	const save: Workspace['save'] = async () => {
		const admitted = await logFiles.readNew();
		const texts = await files.flush();
		const log = logFiles.save();
		const written = [...texts, ...(log.ok ? log.value : [])];
		const findings = [...files.findings(), ...(log.ok ? [] : [log.error])];
		view.look();
		return ok({ written, admitted, findings });
	};

	const savePolicy: Workspace['writePolicy'] = () => {
		const written = writePolicy(disk, folder, ledger.state().policy);
		if (written.ok) settings.look();
		return written;
	};

	async function dispose(): Promise<void> {
		open = false;
		leaveProof();
		view.stop();
		webhook.stop();
		sessions.stop();
		try {
			await files[Symbol.asyncDispose]();
			history.stop();
			await rooms[Symbol.asyncDispose]();
		} finally {
			store[Symbol.dispose]();
			unlock();
		}
	}

	const { look: _look, stop: _stop, ...seen } = view;
	return {
		...{ slug, folder, store, rooms, journal, relay, files, history, webhook, save, verification },
		...seen,
		writePolicy: savePolicy,
		name: folder.slice(folder.lastIndexOf('/') + 1),
		work: createWorkView({ ...view, journal, sessions: sessions.list }),
		sessions,
		places: createCheckoutPlaces({ ...deps, root: folder }),
		move: (asked) => moveDesign({ ...deps, folder, files, rooms, reader, journal }, asked),
		[Symbol.asyncDispose]: dispose,
	};
}
