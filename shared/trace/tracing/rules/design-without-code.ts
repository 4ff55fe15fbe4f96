import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

/** Before its approval nobody expects code; after it, the code is what is left to do. */
export const designWithoutCode: TraceRule = {
	id: 'design-without-code',
	severity: 'warning',
	says: 'A design has a code file; until it is approved, its lack is only noted.',
	check({ subject, trace, approved }) {
		if (trace.file === null || trace.code?.state !== 'missing' || trace.moved !== null) return [];
		const { path } = trace.code;
		const leads = isInside(path)
			? 'Where the file has another path, correct it in the context map.'
			: 'That leads out of the repository: correct it in the context map.';
		return [
			{
				message: `${subject.name} has a design, and no code: ${path} is not there.`,
				fix: approved
					? `${isInside(path) ? `Write ${path}. ` : ''}${leads}`
					: 'Have the design approved first; then write the code and its test.',
				...(approved ? {} : { severity: 'info' }),
			},
		];
	},
};

function isInside(path: string): boolean {
	return !/^(?:[a-z]:)?[\\/]/i.test(path) && !path.split(/[\\/]/).includes('..');
}
