/** What installing or taking out a guard would do to one file; nothing is written here. */
import type { Forge } from '#server/guard/ci-files.ts';
import { isOwnPipeline, pipelineOf } from '#server/guard/ci-files.ts';
import { clientHooks, type GuardChoice } from '#server/guard/client-hooks.ts';
import type { Client } from '#server/guard/clients.ts';
import { hasEntries, withEntries, withoutEntries } from '#server/guard/hook-settings.ts';

/** `text` null takes the file away. */
export type Step =
	| {
			readonly kind: 'write';
			readonly file: string;
			readonly text: string | null;
			readonly note: string;
	  }
	| { readonly kind: 'there'; readonly file: string; readonly note: string }
	| {
			readonly kind: 'by-hand';
			readonly file: string;
			readonly lines: string;
			readonly note: string;
	  };

/** What a file says now; null where there is none. */
export type ReadFile = (file: string) => string | null;

export function planClient(client: Client, choice: GuardChoice, read: ReadFile): Step {
	const { file, version, entries, note } = clientHooks(client, choice);
	const before = read(file);
	const after = withEntries(before, entries, version);
	if (after === null) {
		const lines = entries
			.map(({ path, value }) => `${path.join('.')}: ${JSON.stringify(value)}`)
			.join('\n');
		return { kind: 'by-hand', file, lines, note };
	}
	if (after === before) return { kind: 'there', file, note };
	return { kind: 'write', file, text: after, note };
}

/** Null where there is nothing of Lintel's. */
export function planWithoutClient(client: Client, read: ReadFile): Step | null {
	const { file, entries } = clientHooks(client, { root: null, failClosed: false });
	const before = read(file);
	const lists = entries.map(({ path }) => path);
	if (before === null || !hasEntries(before, lists)) return null;
	return { kind: 'write', file, text: withoutEntries(before, lists), note: '' };
}

export function hasClient(client: Client, read: ReadFile): boolean {
	const { file, entries } = clientHooks(client, { root: null, failClosed: false });
	const text = read(file);
	return (
		text !== null &&
		hasEntries(
			text,
			entries.map(({ path }) => path),
		)
	);
}

/** Where forges look: `read` is asked from the repository's top, and `at` leads from there to the folder. */
export function planPipeline(forge: Forge, version: string, read: ReadFile, at: string): Step {
	const { file, text, note } = pipelineOf(forge, version, at);
	const before = read(file);
	if (before === text) return { kind: 'there', file, note };
	if (before !== null && !isPipelineOf(before, forge, at))
		return { kind: 'by-hand', file, lines: text, note };
	return { kind: 'write', file, text, note };
}

export function planWithoutPipeline(forge: Forge, read: ReadFile, at: string): Step | null {
	const { file } = pipelineOf(forge, '', at);
	const before = read(file);
	return before !== null && isPipelineOf(before, forge, at)
		? { kind: 'write', file, text: null, note: '' }
		: null;
}

/** Whether it is Lintel's, of any version, and checks this very folder of the repository. */
export function isPipelineOf(text: string, forge: Forge, at: string): boolean {
	const repo = (of: string) => /--repo ".*?" --/.exec(of)?.[0];
	return isOwnPipeline(text) && repo(text) === repo(pipelineOf(forge, '', at).text);
}
