/** What a stopped Lintel left: the database and the files, each read on its own. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { createLedger } from '#machines/lifecycle/ledger.ts';
import { observe } from '#machines/lifecycle/observe.ts';
import { openSqliteStore } from '#server/storage/sqlite.ts';
import type { Store } from '#server/storage/store.ts';
import type { Story } from '#shared/artefact/story.ts';
import { openDesignDoc, readDesignText } from '#shared/doc/design-doc.ts';
import { openStoriesDoc, readStories } from '#shared/doc/stories-doc.ts';
import { type KeyId, keyIdOf, type PublicKey } from '#shared/lifecycle/public-key.ts';
import { revisionOfArtefact } from '#shared/lifecycle/revision.ts';
import { keysIn, verifyEnvelope } from '#shared/lifecycle/verify.ts';
import { readStories as readStoriesFile } from '#shared/markdown/stories.ts';
import type { Repository } from '#test/e2e/world/repository.ts';

interface Told {
	readonly stories: readonly Story[];
	/** Design files' whole text, sorted. */
	readonly designs: readonly string[];
}

export async function readWorkspaceOnDisk(repository: Repository, slug: string) {
	const opened = openSqliteStore(join(repository.data, slug, 'lintel.db'));
	if (!opened.ok) throw new Error(opened.error.reason);
	using store = opened.value;
	const database = toldByStore(store);
	return {
		database,
		files: toldByFiles(repository),
		phases: await phasesIn(store, database.stories),
	};
}

function toldByStore(store: Store): Told {
	const names = store.docs.list().map(({ name }) => name);
	const designs = names
		.filter((name) => name.startsWith('design:'))
		.map((name) => readDesignText(openDesignDoc(loadDoc(store, name))))
		.filter((text) => text !== '');
	return {
		stories: readStories(openStoriesDoc(loadDoc(store, 'stories'))),
		designs: designs.sort(),
	};
}

function toldByFiles(repository: Repository): Told {
	const { blocks } = readStoriesFile(repository.read('user_stories.md'));
	const folder = 'docs/design';
	const designs = readdirSync(join(repository.folder, folder), { recursive: true })
		.map(String)
		.filter((path) => path.endsWith('.md'))
		.map((path) => repository.read(join(folder, path)));
	return {
		stories: blocks.flatMap((block) => (block.kind === 'story' ? block.story : [])),
		designs: designs.sort(),
	};
}

function loadDoc(store: Store, name: string): Y.Doc {
	const stored = store.docs.load(name);
	const doc = new Y.Doc();
	if (!stored) throw new Error(`The database has no document ${name}.`);
	for (const update of [stored.snapshot, ...stored.tail]) Y.applyUpdate(doc, update);
	return doc;
}

/** Every Story's phase, from the log in the database alone: verified and folded from nothing. */
async function phasesIn(store: Store, stories: readonly Story[]): Promise<Record<string, string>> {
	const envelopes = store.log.after(0, 10_000).map(({ envelope }) => envelope);
	const keys = new Map<KeyId, PublicKey>(
		envelopes.flatMap(({ event }) => keysIn(event).map((key) => [keyIdOf(key), key] as const)),
	);
	const ledger = createLedger();
	for (const envelope of envelopes) {
		const verified = await verifyEnvelope(envelope, (id) => keys.get(id) ?? null);
		if (!verified.ok) throw new Error(verified.error.reason);
		ledger.add([verified.value]);
	}
	const state = ledger.state();
	const phase = (story: Story) =>
		observe(state, story.id, { revision: revisionOfArtefact({ kind: 'story', story }) }).phase;
	return Object.fromEntries(stories.map((story) => [story.id, phase(story)]));
}
