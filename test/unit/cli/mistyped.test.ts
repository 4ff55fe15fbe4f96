import { describe, expect, test } from 'vitest';
import { nearestWord } from '#shared/trace/nearest-word.ts';
import { lintel } from '#test/e2e/world/command.ts';
import { createWorkingCopy } from '#test/e2e/world/working-copy.ts';

const ADVICE: readonly (readonly [typed: string, advice: RegExp])[] = [
	['chekc', /There is no command "chekc"\.\n +Did you mean lintel check\?/],
	['help chekc', /Did you mean lintel check\?/],
	['check --lis', /unknown option '--lis'\n\(Did you mean --list\?\)/],
	['check src', /too many arguments/],
	['guard instal', /\(Did you mean install\?\)/],
	['guard install --ci gitlb', /Allowed choices are github, gitlab/],
	['adopt --designs some', /--designs takes main, all or none/],
	['init --preset rub', /Take one of typescript/],
	['import --as kirro a.md', /Allowed choices are stories/],
	['verify --format junid', /Allowed choices are junit/],
	['connect claud', /Allowed choices are claude/],
	['run component-cod', /There is no type of session/],
	['history --artefact nobody', /takes the id of a story/],
	['export --map map.png', /end in \.svg/],
	['webhook add nowhere', /no address of a webhook/],
	['--repo . status', /\(The command comes first: lintel status …\)/],
	['--port many', /--port takes a number/],
];

describe('what is mistyped', () => {
	test.each(ADVICE)('[CM2] lintel %s is told what was meant', async (typed, advice) => {
		using copy = createWorkingCopy({});
		const { code, stderr } = await lintel(typed.split(' '), copy);
		expect([code, stderr]).toEqual([2, expect.stringMatching(advice)]);
		expect(stderr).not.toContain('inside Lintel');
	});

	test('[CM2] letters that changed places are one mistake', () => {
		expect(nearestWord('chekc', ['connect', 'check'])).toBe('check');
		expect(nearestWord('hcekc', ['check'])).toBeNull();
		expect(nearestWord('ab', ['ba'])).toBe('ba');
	});
});
