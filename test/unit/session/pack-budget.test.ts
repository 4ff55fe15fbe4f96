import { describe, expect, test } from 'vitest';
import { figure } from '#shared/counted.ts';
import type { ContextPack } from '#shared/session/context-pack.ts';
import { assemblePack } from '#shared/session/pack/assemble-pack.ts';
import { packText } from '#shared/session/pack/pack-text.ts';
import { GIVES_WAY } from '#shared/session/pack/part-weight.ts';
import { aboutStep, bookshop, sourceOf } from '#test/fixtures/pack-world.ts';

const LONG = Array.from(
	{ length: 400 },
	(_, n) => `Line ${n} of many words that nobody needs.`,
).join('\n');

function packWithin(budget: number): ContextPack {
	const { artefacts, ids } = bookshop({ uses: 'Lockout' });
	const source = sourceOf(artefacts, {
		rules: [{ path: 'r', componentTypes: '*', sessionKinds: '*', text: LONG }],
		filesOf: () => [{ role: 'test', path: 'test/session.test.ts', text: LONG }],
	});
	return assemblePack(source, aboutStep('component-code', 'code', ids.session), budget);
}

describe('a budget', () => {
	const whole = packWithin(100_000);

	test('[CP4] is kept, and what gave way is listed with why, the least important first', () => {
		for (const budget of [whole.tokens - 1, 5_000, 3_000, 2_000, 1_500]) {
			const pack = packWithin(budget);
			expect(pack.tokens).toBeLessThanOrEqual(budget);
			expect(pack.left.length).toBeGreaterThan(0);
			const kept = pack.parts.reduce((sum, { tokens }) => sum + tokens, 0);
			const gone = pack.left.reduce((sum, { tokens }) => sum + tokens, 0);
			expect(kept + gone).toBe(whole.tokens);
			for (const { why } of pack.left)
				expect(why).toContain(`the budget is ${figure(budget)} tokens`);
		}
		expect(packWithin(1_500).left.map(({ title }) => title.split(' ')[0])).toEqual([
			...['Other', 'Signatures', 'Rule', 'Test'],
		]);
	});

	test('[CP4] a neighbour that the design names stays longer than one it does not', () => {
		const { left } = packWithin(whole.tokens - 1);
		const { ids } = bookshop();
		expect(left).toHaveLength(1);
		expect(GIVES_WAY.indexOf('others')).toBeLessThan(GIVES_WAY.indexOf('neighbours'));
		expect(left[0]?.why).toContain('does not name');
		expect(ids.shelf).not.toBe(ids.lockout);
	});

	test('[CP4] instruction, artefact and criteria stay, whatever the budget', () => {
		const pack = packWithin(1);
		expect(pack.tokens).toBeGreaterThan(1);
		expect(pack.parts.map(({ input }) => input)).toEqual([
			...['instruction', 'stories', 'artefact', 'files'],
		]);
		expect(packText(pack)).toContain('A valid password opens the shelf');
	});

	test('[CP4] a long file is cut at a line, and says how much is missing', () => {
		const pack = packWithin(3_000);
		const file = pack.parts.find(({ path }) => path === 'test/session.test.ts');
		expect(file?.note).toMatch(/Cut here: \d+ more lines\./);
		expect(LONG.startsWith(file?.text ?? '-')).toBe(true);
		expect(packText(pack)).toContain('## Left out');
	});

	test('[CP4] nothing is left out where all of it fits', () => {
		expect(whole.left).toEqual([]);
		expect(packText(whole)).not.toContain('Left out');
	});
});
