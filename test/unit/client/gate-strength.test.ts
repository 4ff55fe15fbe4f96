import { expect, test } from 'vitest';
import { gateStrength } from '#client/features/member/gate-strength.ts';
import { DEFAULT_POLICY } from '#shared/lifecycle/policy.ts';

test('[KY1] a gate is called enforced only where every approval takes a passkey', () => {
	expect(gateStrength(DEFAULT_POLICY, 'story')).toMatchObject({ level: 'device' });
	expect(gateStrength(DEFAULT_POLICY, 'story').words).toMatch(/drives this very browser/);
	const demanding = {
		gates: { story: 'required', context: 'advisory', design: 'off' },
		assurance: { story: 'presence', context: 'presence', design: 'presence' },
	} as const;
	expect(gateStrength(demanding, 'story').level).toBe('enforced');
	expect(gateStrength(demanding, 'context').level).toBe('advisory');
	expect(gateStrength(demanding, 'design').level).toBe('off');
});
