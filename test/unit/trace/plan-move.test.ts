import { expect, test } from 'vitest';
import { planMove } from '#shared/trace/tracing/plan-move.ts';
import { createTracing } from '#shared/trace/tracing/tracing.ts';
import { inputOf, pretendFiles, traced } from '#test/fixtures/traces.ts';

test('[TF8] a move out of the repository is refused as that, whatever rule its path would fit', () => {
	const files = { stateOf: () => 'missing' as const, isSame: () => false };
	for (const to of ['../session.ts', '/etc/session.ts', 'src/../../session.ts']) {
		const planned = planMove([], files, { preset: null, folder: 'docs' }, { from: 'src/a.ts', to });
		expect(planned).toMatchObject({ ok: false, error: { guard: 'move-outside' } });
	}
});

test('[TF8] a folder with code of a component is refused as that, and another path as unknown', () => {
	const files = { ...pretendFiles({ 'src/people/session.ts': 'x' }), isSame: () => false };
	const input = inputOf([traced('src/people/session.ts')], files);
	const { looks } = createTracing()(input, null);
	const under = { preset: input.conventions.preset, folder: input.folder };
	const guardOf = (from: string) => {
		const planned = planMove(looks.values(), files, under, { from, to: 'src/x' });
		return planned.ok ? null : planned.error.guard;
	};
	expect(guardOf('src/people')).toBe('move-folder');
	expect(guardOf('src/peop')).toBe('move-unknown');
});
