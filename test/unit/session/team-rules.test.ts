import { describe, expect, test } from 'vitest';
import { readTeamRule } from '#shared/session/pack/team-rule-file.ts';

const TYPES = ['module', 'liveview'];
const read = (text: string) => readTeamRule('.lintel/rules/x.md', text, TYPES);

describe('a rule of the team’s', () => {
	test('[CP6] says in its front matter which work it is for: a word, a list, or any', () => {
		expect(read('Be kind.').rule).toMatchObject({ componentTypes: '*', sessionKinds: '*' });
		const listed =
			'---\ncomponent_type: [module, liveview]\nsession_type: component-code\n---\nBe kind.\n';
		expect(read(listed)).toEqual({
			rule: {
				...{ path: '.lintel/rules/x.md', text: 'Be kind.\n' },
				...{ componentTypes: TYPES, sessionKinds: ['component-code'] },
			},
			problems: [],
		});
		for (const any of ['*', '"*"', "'*'"]) {
			const { rule, problems } = read(`---\ncomponent_type: ${any}\n---\nBe kind.`);
			expect([rule?.componentTypes, problems]).toEqual(['*', []]);
		}
	});

	test('[CP6] what it names that is none is said at its line, with what was meant', () => {
		const wrong =
			'---\ncomponent_type:\n  - module\n  - livewiev\nsession_type: tests\n---\nBe kind.';
		const { rule, problems } = read(wrong);
		expect(rule).toBeNull();
		expect(problems.map(({ line }) => line)).toEqual([4, 5]);
		expect(problems[0]?.message).toContain('Did you mean “liveview”?');
		const partly = read('---\ncomponent_type: [module, nothing]\n---\nBe kind.');
		expect(partly.rule?.componentTypes).toEqual(['module']);
		expect(partly.problems).toHaveLength(1);
	});

	test('[CP6] what can’t be read is for nothing, and said', () => {
		for (const bad of [
			'---\ncomponent_type: [module\n---\nBe kind.',
			'---\ncomponent_type: 7\n---\nBe kind.',
			'---\nsession_type: []\n---\nBe kind.',
			'---\ncomponent_type: module\n---\n\n',
			'---\n- module\n---\nBe kind.',
		]) {
			const { rule, problems } = read(bad);
			expect(rule, bad).toBeNull();
			expect(problems, bad).toHaveLength(1);
		}
		expect(read('---\ncomponnt_type: module\n---\nBe kind.').problems[0]).toMatchObject({
			line: 2,
		});
	});
});
