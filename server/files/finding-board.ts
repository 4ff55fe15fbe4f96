/** What the files say at the moment: at most one Finding for each file and concern. */
import type { Finding } from '#shared/trace/finding.ts';

export interface FindingBoard {
	/** Puts up what is wrong with `key` now; null takes it down. */
	post(key: string, finding: Finding | null): void;
	list(): readonly Finding[];
	/** Tells when the list changed. */
	onChange(listener: () => void): () => void;
}

export function createFindingBoard(): FindingBoard {
	const posted = new Map<string, Finding>();
	const listeners = new Set<() => void>();

	function post(key: string, finding: Finding | null): void {
		const before = posted.get(key) ?? null;
		if (JSON.stringify(before) === JSON.stringify(finding)) return;
		if (finding === null) posted.delete(key);
		else posted.set(key, finding);
		for (const listener of listeners) listener();
	}

	function onChange(listener: () => void): () => void {
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	return { post, list: () => [...posted.values()], onChange };
}
