import type { TraceLook } from '#shared/trace/tracing/look-at-trace.ts';
import type { SharedFile } from '#shared/trace/tracing/trace-rule.ts';

/** Which Designs share a file. */
export interface Sharing {
	/** The others with the same code file, or the same test file. */
	code(look: TraceLook): readonly SharedFile[];
	test(look: TraceLook): readonly SharedFile[];
}

const NONE: readonly never[] = [];

export function sharingIn(looks: readonly TraceLook[]): Sharing {
	const byCode = groups(looks, ({ trace }) => trace.code?.path ?? null);
	const byTest = groups(looks, ({ trace }) => trace.test?.path ?? null);
	const others = (among: readonly TraceLook[] | undefined, look: TraceLook) =>
		among === undefined || among.length < 2
			? NONE
			: among
					.filter(({ subject }) => subject.id !== look.subject.id)
					.map(({ subject: { id, name, mapped } }) => ({
						...{ id, name },
						mapped: mapped && look.subject.mapped,
					}));
	return {
		code: (look) => others(byCode.get(look.trace.code?.path ?? null), look),
		test: (look) => {
			// Who shares the code shares its test too, and has been told.
			const alike = others(byTest.get(look.trace.test?.path ?? null), look);
			const told = new Set(
				others(byCode.get(look.trace.code?.path ?? null), look).map(({ id }) => id),
			);
			return alike.filter(({ id }) => !told.has(id));
		},
	};
}

function groups(looks: readonly TraceLook[], pathOf: (look: TraceLook) => string | null) {
	const found = Map.groupBy(looks, pathOf);
	found.delete(null);
	return found;
}
