import { expect, test } from 'vitest';
import { stepCommands } from '#server/runner/step-commands.ts';

const CONFIGURED = { lint: ['biome', 'check'] };
const TEST = ['vitest', 'run', '--outputFile={report}', '{files}'];

test('[RN12] what a step runs is configured, and signed where evidence is on', () => {
	const policy = { test: TEST, evidence: { on: true } };
	expect(stepCommands(CONFIGURED, policy, ['a.test.ts'], '/place')).toEqual({
		...CONFIGURED,
		test: ['vitest', 'run', '--outputFile=/place/report', 'a.test.ts'],
	});
	const off = { ...policy, evidence: { on: false } };
	expect(stepCommands(CONFIGURED, off, ['a.test.ts'], '/place')).toEqual(CONFIGURED);
	expect(stepCommands(CONFIGURED, policy, ['-a.test.ts'], '/place')).toEqual(CONFIGURED);
});
