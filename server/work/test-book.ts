/** Which Designs have a test file, and what is wrong with their files: told, as Traces change. */
import type { View } from '#server/view.ts';
import type { ArtefactId } from '#shared/id.ts';
import type { Traces } from '#shared/protocol/traces.ts';
import type { Finding } from '#shared/trace/finding.ts';

export interface TestsSeen {
	readonly tested: ReadonlySet<ArtefactId>;
	/** Errors alone. */
	readonly findings: readonly Finding[];
}

export interface TestBook {
	/** The same object until files are others. The first question lists the repository. */
	look(isPractised: boolean): TestsSeen;
}

const NOTHING: TestsSeen = { tested: new Set(), findings: [] };

export function createTestBook(deps: Pick<View, 'traces' | 'onTraces'>): TestBook {
	const tested = new Set<ArtefactId>();
	const errors = new Map<ArtefactId, readonly Finding[]>();
	let isFollowing = false;
	let seen: TestsSeen | null = null;

	function take({ whole, traces, gone }: Traces): void {
		if (whole) {
			tested.clear();
			errors.clear();
		}
		for (const id of gone) {
			tested.delete(id);
			errors.delete(id);
		}
		for (const { design, test, findings } of traces) {
			if (test?.state === 'there') tested.add(design);
			else tested.delete(design);
			const severe = findings.filter(({ severity }) => severity === 'error');
			if (severe.length > 0) errors.set(design, severe);
			else errors.delete(design);
		}
		seen = null;
	}

	return {
		look(isPractised) {
			if (!isPractised) return NOTHING;
			if (!isFollowing) {
				isFollowing = true;
				deps.onTraces(take);
				for (const page of deps.traces()) take(page);
			}
			seen ??= { tested: new Set(tested), findings: [...errors.values()].flat() };
			return seen;
		},
	};
}
