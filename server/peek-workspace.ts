/**
 * Looks at a repository that nobody serves and leaves no trace: what the database holds is copied
 * into memory, the files are read on top of it, and nothing is written.
 */
import { CONFIG_FILE, parseConfig } from '#server/files/config/config.ts';
import { likelyPreset } from '#server/files/config/likely-preset.ts';
import { readText } from '#server/files/disk/read-text.ts';
import { openStore } from '#server/open-store.ts';
import { assemble, type OpenAt, type OpenDeps } from '#server/open-workspace.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import type { Store } from '#server/storage/store.ts';
import type { Workspace } from '#server/workspace.ts';
import type { Refusal } from '#shared/refusal.ts';
import { ok, type Result } from '#shared/result.ts';

export async function peekWorkspace(
	deps: OpenDeps,
	at: Pick<OpenAt, 'slug' | 'folder' | 'database'>,
): Promise<Result<Workspace, Refusal>> {
	const config = parseConfig(
		readText(deps.disk, at.folder, CONFIG_FILE),
		likelyPreset(deps.disk, at.folder),
	);
	if (!config.ok) return config;
	const memory = createMemoryStore();
	if (deps.disk.existsSync(at.database)) {
		const stored = await openStore(deps, at);
		if (!stored.ok) return stored;
		using store = stored.value;
		copyStore(store, memory);
	}
	const place = { ...at, url: null };
	const workspace = await assemble(deps, place, {
		...{ config: config.value, store: memory, mode: 'read', webhook: null },
		unlock: () => {},
	});
	await workspace.files.ready;
	return ok(workspace);
}

function copyStore(from: Store, to: Store): void {
	for (const { name } of from.docs.list()) {
		const doc = from.docs.load(name);
		if (!doc) continue;
		to.docs.create(name, doc.generation, doc.snapshot);
		to.docs.append(doc.tail.map((update) => ({ name, update })));
	}
	const page = 1_000;
	for (let at = 0; at < from.log.position(); at += page)
		to.log.append(from.log.after(at, page), [], []);
	to.log.append([], [], from.log.listBlobs());
	for (const path of from.agreed.list()) to.agreed.write(path, from.agreed.read(path) ?? '');
	const relay = from.readMeta('relay');
	if (relay !== null) to.writeMeta('relay', relay);
}
