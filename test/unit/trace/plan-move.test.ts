import { expect, test } from 'vitest';
import { planMove } from '#shared/trace/tracing/plan-move.ts';

test('[TF8] a move out of the repository is refused as that, whatever rule its path would fit', () => {
	const files = { stateOf: () => 'missing' as const, isSame: () => false };
	for (const to of ['../session.ts', '/etc/session.ts', 'src/../../session.ts']) {
		const planned = planMove([], files, { preset: null, folder: 'docs' }, { from: 'src/a.ts', to });
		expect(planned).toMatchObject({ ok: false, error: { guard: 'move-outside' } });
	}
});
