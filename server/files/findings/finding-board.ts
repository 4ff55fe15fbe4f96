/** What the files say at the moment, by file and concern. */
import type { Finding } from '#shared/trace/finding.ts';

export interface FindingBoard {
	/** Puts up what is wrong with `key` now; null, or none, takes it down. */
	post(key: string, found: Finding | readonly Finding[] | null): void;
	list(): readonly Finding[];
	/** Tells when the list changed. */
	onChange(listener: () => void): () => void;
}

export function createFindingBoard(): FindingBoard {
	const posted = new Map<string, readonly Finding[]>();
	const listeners = new Set<() => void>();

	function post(key: string, found: Finding | readonly Finding[] | null): void {
		const findings = [found ?? []].flat();
		if (JSON.stringify(posted.get(key) ?? []) === JSON.stringify(findings)) return;
		if (findings.length === 0) posted.delete(key);
		else posted.set(key, findings);
		for (const listener of listeners) listener();
	}

	function onChange(listener: () => void): () => void {
		listeners.add(listener);
		return () => listeners.delete(listener);
	}

	return { post, list: () => [...posted.values()].flat(), onChange };
}
