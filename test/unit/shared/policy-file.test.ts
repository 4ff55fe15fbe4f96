import { describe, expect, test } from 'vitest';
import { parseConfig, policyIn } from '#server/files/config/config.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';
import {
	PolicyFile,
	policyDifferences,
	policyFileOf,
	policyWith,
} from '#shared/lifecycle/policy-file.ts';
import { configUnsigned } from '#shared/trace/config-unsigned.ts';

const FILE = {
	gates: { design: 'advisory' },
	assurance: { story: 'presence' },
	quorum: { story: 2 },
	fourEyes: true,
	failing: ['story-form'],
	ignore: ['vendor/**'],
	test: ['npm', 'test'],
	notifyContent: true,
} as const;

function read(policy: unknown) {
	const text = JSON.stringify({ preset: 'plain', policy });
	return parseConfig({ kind: 'text', text }, 'plain');
}

describe('[KY2] the policy in a file', () => {
	test('[KY2] differs in what it names and in nothing else', () => {
		const parsed = read(FILE);
		const file = parsed.ok ? policyIn(parsed.value) : null;
		expect(file).toEqual(FILE);
		expect(PolicyFile.parse(file)).toEqual(FILE);
		const differences = policyDifferences(DEFAULT_POLICY, PolicyFile.parse(FILE));
		expect(differences.map(({ field }) => field)).toEqual([
			...['gates.design', 'quorum.story', 'fourEyes', 'assurance.story'],
			...['failing', 'ignore', 'test', 'notifyContent'],
		]);
		expect(policyDifferences(DEFAULT_POLICY, {})).toEqual([]);
		expect(policyDifferences(DEFAULT_POLICY, { fourEyes: false, ignore: [] })).toEqual([]);
	});

	test('[KY2] agrees once it is signed, or once what is signed is written to it', () => {
		const signed = policyWith(DEFAULT_POLICY, PolicyFile.parse(FILE));
		expect(policyDifferences(signed, PolicyFile.parse(FILE))).toEqual([]);
		expect(policyDifferences(signed, policyFileOf(signed))).toEqual([]);
		const off = policyWith(signed, { notifyContent: false });
		expect('notifyContent' in off).toBe(false);
	});

	test('[KY2] is a finding while it is not signed', () => {
		const finding = configUnsigned(DEFAULT_POLICY, { fourEyes: true }, 'lintel.config.json');
		expect(finding).toMatchObject({ rule: 'config-unsigned', severity: 'warning' });
		expect(finding?.message).toContain('fourEyes (signed: off; file: on)');
		expect(configUnsigned(DEFAULT_POLICY, null, 'lintel.config.json')).toBeNull();
		expect(configUnsigned(DEFAULT_POLICY, { test: [] }, 'lintel.config.json')).toBeNull();
	});

	test('[KY2] that does not fit is refused with the name that was meant', () => {
		const wrong = (policy: unknown) => {
			const parsed = read(policy);
			return parsed.ok ? '' : parsed.error.reason;
		};
		expect(wrong({ fourEye: true })).toContain('did you mean "fourEyes"?');
		expect(wrong({ gates: { storys: 'off' } })).toContain('did you mean "story"?');
		expect(wrong({ quorum: { story: 0 } })).toContain('"policy.quorum.story"');
		expect(wrong({ test: 'npm test' })).toContain('"policy.test"');
	});
});
