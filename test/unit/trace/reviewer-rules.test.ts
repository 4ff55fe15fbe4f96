import { expect, test } from 'vitest';
import { artefactsMeant, meansOtherwise } from '#shared/trace/reviewer-rules.ts';

const BILLING = { id: 'cx_0000000001', names: ['Billing'] } as const;
const INVOICE = { id: 'cp_0000000001', names: ['Invoice', 'src/billing/invoice.ts'] } as const;
const SIGN_IN = { id: 'st_0000000001', names: ['Sign in with email'] } as const;
const all = [SIGN_IN, INVOICE, BILLING];

test('[SU18] a glob means the artefacts whose title or path it matches', () => {
	expect(artefactsMeant('src/billing/**', all)).toEqual([INVOICE.id]);
	expect(artefactsMeant('Billing', all)).toEqual([BILLING.id]);
	expect(artefactsMeant('Sign in*', all)).toEqual([SIGN_IN.id]);
	expect(artefactsMeant('nothing/**', all)).toEqual([]);
	expect(artefactsMeant('*', all)).toBe('all');
	expect(artefactsMeant('**', all)).toBe('all');
});

test('[SU18] what a rule would mean today is told from what was signed', () => {
	const rule = { match: 'src/**', artefacts: [INVOICE.id], members: [] };
	expect(meansOtherwise(rule, all)).toBe(false);
	const more = { id: 'cp_0000000002', names: ['Refund', 'src/billing/refund.ts'] } as const;
	expect(meansOtherwise(rule, [...all, more])).toBe(true);
	expect(meansOtherwise({ ...rule, match: '*', artefacts: 'all' }, [...all, more])).toBe(false);
});
