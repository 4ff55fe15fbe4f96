import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

export const twoDesigns: TraceRule = {
	id: 'two-designs',
	severity: 'error',
	says: 'A code file has one design.',
	check({ subject, trace, sameCode }) {
		const others = sameCode.filter(({ mapped }) => !mapped);
		if (others.length === 0 || trace.code === null) return [];
		return [
			{
				message: `${trace.code.path} has more than one design: ${subject.name} and ${others.map(({ name }) => name).join(', ')}.`,
				fix: 'Give each design a code file of its own, or make them one design.',
			},
		];
	},
};
