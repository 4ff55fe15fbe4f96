import type { TraceRule } from '#shared/trace/tracing/trace-rule.ts';

/** Git saw the code move; its design and its test stayed behind. */
export const codeMoved: TraceRule = {
	id: 'code-moved',
	severity: 'warning',
	says: "A code file's design and test move with it.",
	check({ subject, trace }) {
		const { code, moved } = trace;
		if (code === null || moved === null) return [];
		return [
			{
				message: `The code of ${subject.name} moved from ${code.path} to ${moved}; its design and test still belong to the old path.`,
				fix: `lintel move ${code.path} ${moved} moves both along, and corrects the context map.`,
				file: moved,
			},
		];
	},
};
