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

export function planPipeline(forge: Forge, version: string, read: ReadFile): Step {
	const { file, text, note } = pipelineOf(forge, version);
	const before = read(file);
	if (before === text) return { kind: 'there', file, note };
	if (before !== null && !isOwnPipeline(before))
		return { kind: 'by-hand', file, lines: text, note };
	return { kind: 'write', file, text, note };
}

export function planWithoutPipeline(forge: Forge, version: string, read: ReadFile): Step | null {
	const { file } = pipelineOf(forge, version);
	const before = read(file);
	return before !== null && isOwnPipeline(before)
		? { kind: 'write', file, text: null, note: '' }
		: null;
}
